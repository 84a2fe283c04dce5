package dev.signalbox.daemon.instance;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.instance.InstanceState;
import dev.signalbox.daemon.console.Consoles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where one instance stands: on disk first, then for readers, then told to those who watch.
 *
 * <p>Read from any thread, written on the instance's queue only.
 */
final class Ledger {
  private static final Logger log = LoggerFactory.getLogger(Ledger.class);

  private final InstanceId id;
  private final InstanceRecords records;
  private final Consoles consoles;
  private final Runnable changed;
  private volatile Standing standing;

  /**
   * @param changed told after each change
   */
  Ledger(
      InstanceId id,
      Standing standing,
      InstanceRecords records,
      Consoles consoles,
      Runnable changed) {
    this.id = requireNonNull(id, "id");
    this.standing = requireNonNull(standing, "standing");
    this.records = requireNonNull(records, "records");
    this.consoles = requireNonNull(consoles, "consoles");
    this.changed = requireNonNull(changed, "changed");
  }

  Standing now() {
    return standing;
  }

  InstanceState state() {
    return standing.state();
  }

  /** Takes a standing up after it is on disk; where that fails nothing has changed. */
  void become(Standing next) {
    records.put(id, next);
    take(next);
  }

  /** The same for what has happened already, and so is true whether the disk takes it or not. */
  void becomeAnyway(Standing next) {
    try {
      records.put(id, next);
    } catch (SignalboxException e) {
      log.error("instance state not stored id={} state={}", id, next.state().wireName(), e);
    }
    take(next);
  }

  /** Returns the state that follows something that happened, which the table must know. */
  InstanceState after(Trigger trigger) {
    return Transitions.next(standing.state(), trigger)
        .orElseThrow(() -> new IllegalStateException(standing.state() + " " + trigger));
  }

  private void take(Standing next) {
    boolean moved = standing.state() != next.state();
    standing = next;
    if (moved) {
      consoles.stateChanged(id, next.state());
    }
    changed.run();
  }
}
