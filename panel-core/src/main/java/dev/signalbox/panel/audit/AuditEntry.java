package dev.signalbox.panel.audit;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.id.UserId;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One thing that somebody did or tried.
 *
 * @param actor the person, null where nobody was recognised
 * @param actorName the person's name at that time
 * @param action what it was, such as {@code users.create} or the id of an operation
 * @param daemon the daemon that it was about, null for none
 * @param instance the instance that it was about, null for none
 * @param status the HTTP status of the answer
 * @param detail what else tells the case apart, kept in the order of its names; never a secret
 * @param address the address of the client
 */
public record AuditEntry(
    Instant at,
    @Nullable UserId actor,
    String actorName,
    String action,
    @Nullable DaemonId daemon,
    @Nullable InstanceId instance,
    int status,
    Map<String, String> detail,
    String address) {
  public AuditEntry {
    requireNonNull(at, "at");
    requireNonNull(actorName, "actorName");
    requireNonNull(action, "action");
    detail = Collections.unmodifiableMap(new TreeMap<>(detail));
    requireNonNull(address, "address");
  }
}
