package dev.signalbox.panel.audit;

import dev.signalbox.api.id.UserId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A note until its entry is written. */
final class PendingNote implements AuditNote {
  private final Map<String, String> detail = new ConcurrentHashMap<>();
  private volatile Actor actor = new Actor(null, "");
  private volatile boolean omitted;

  /** Who acts. */
  record Actor(@Nullable UserId user, String name) {}

  @Override
  public void put(String name, String value) {
    detail.put(name, value);
  }

  @Override
  public void actor(@Nullable UserId user, String name) {
    actor = new Actor(user, name);
  }

  @Override
  public void omit() {
    omitted = true;
  }

  Map<String, String> detail() {
    return Map.copyOf(detail);
  }

  Actor actor() {
    return actor;
  }

  boolean isOmitted() {
    return omitted;
  }
}
