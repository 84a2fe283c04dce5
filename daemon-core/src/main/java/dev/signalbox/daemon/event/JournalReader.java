package dev.signalbox.daemon.event;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.link.DaemonEvent;
import dev.signalbox.api.link.EventPosition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in the journal that moves on: through the spool while it is behind, through memory once
 * it keeps up. Not thread-safe.
 */
final class JournalReader {
  private final EventJournal journal;
  private final EventSpool spool;

  /** The last event that was read or passed over; null before everything that is kept. */
  private @Nullable EventPosition last;

  /** Where to read on in the spool; null until that is to be looked up. */
  private EventSpool.@Nullable Place place;

  JournalReader(EventJournal journal, EventSpool spool, @Nullable EventPosition last) {
    this.journal = requireNonNull(journal, "journal");
    this.spool = requireNonNull(spool, "spool");
    this.last = last;
  }

  /** Says whether the next read needs no file. */
  boolean keepsUp() {
    return journal.isRecent(last);
  }

  /** Returns the next events, a bounded number; none at the end. */
  List<DaemonEvent> next() {
    while (true) {
      List<DaemonEvent> recent = journal.recentAfter(last);
      if (recent != null) {
        place = null;
        return advancedBy(recent);
      }
      // Before the spool is read: what comes later is behind this.
      EventPosition floor = journal.floor();
      EventSpool.Piece piece = spool.read(place == null ? spool.after(last) : place);
      if (piece == null) {
        // What lies between could not be kept.
        last = floor;
        place = null;
        continue;
      }
      place = piece.next();
      List<DaemonEvent> fresh = piece.events().stream().filter(this::isFresh).toList();
      if (!fresh.isEmpty()) {
        return advancedBy(fresh);
      }
    }
  }

  /** Returns the position of the end where this is there; only after a read. */
  EventPosition last() {
    return requireNonNull(last, "last");
  }

  private boolean isFresh(DaemonEvent event) {
    EventPosition known = last;
    return known == null
        || !event.position().boot().equals(known.boot())
        || event.position().seq() > known.seq();
  }

  private List<DaemonEvent> advancedBy(List<DaemonEvent> events) {
    if (!events.isEmpty()) {
      last = events.get(events.size() - 1).position();
    }
    return events;
  }
}
