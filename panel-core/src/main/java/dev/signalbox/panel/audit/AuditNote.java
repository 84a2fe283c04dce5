package dev.signalbox.panel.audit;

import dev.signalbox.api.id.UserId;
import dev.signalbox.api.routing.Key;
import dev.signalbox.api.routing.RoutedRequest;
import org.jspecify.annotations.Nullable;

/**
 * What a handler adds to the entry that is written about its request. Thread-safe.
 *
 * <p>The names and ids in the path stand in the entry by themselves.
 */
public interface AuditNote {
  /** Names a route's action; one without is known by method and template. */
  Key<String> ACTION = Key.of("audit-action", String.class);

  /** Where a request carries its note. */
  Key<AuditNote> KEY = Key.of("audit-note", AuditNote.class);

  /** Adds what tells the case apart; never a secret. */
  void put(String name, String value);

  /** Says who acts, where the request itself does not show it. */
  void actor(@Nullable UserId user, String name);

  /** Leaves this request out: a flood of refusals must not fill the disk. */
  void omit();

  /** Returns the note of a request; where none is kept, one that nobody reads. */
  static AuditNote of(RoutedRequest request) {
    return request.attribute(KEY).orElseGet(PendingNote::new);
  }
}
