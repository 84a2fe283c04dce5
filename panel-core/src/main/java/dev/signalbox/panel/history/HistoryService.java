package dev.signalbox.panel.history;

import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.lifecycle.Managed;
import dev.signalbox.api.link.DaemonEvent;
import dev.signalbox.api.link.EventPosition;
import dev.signalbox.api.routing.Page;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what daemons tell: at most 90 days and some 200,000 events of each, and nothing of one that
 * was removed. Safe for many threads; every call blocks.
 */
public interface HistoryService extends Managed {
  /** Returns how far a daemon has been followed; empty for one that never was. */
  Optional<EventPosition> position(DaemonId daemon);

  /**
   * Stores events, and how far the daemon has been followed with them, in one transaction. An event
   * that is stored already is left as it is. One that cannot be stored is logged, counted and
   * passed over, so that it does not hold up those behind it.
   *
   * @param events in their order; may be empty
   * @throws dev.signalbox.api.error.SignalboxException {@code database.failed} where nothing can be
   *     stored at present; to be tried again with the same events
   */
  void store(DaemonId daemon, List<DaemonEvent> events, EventPosition reached);

  /**
   * Returns entries, the newest first. Throws {@code request.invalid} for a cursor that is none.
   *
   * @param cursor {@link Page#next} of the page before, null for the first
   */
  Page<HistoryEntry> find(HistoryQuery query, int limit, @Nullable String cursor);
}
