package dev.signalbox.api.link;

/** A sink's hold on the events of a daemon. Safe for any thread. */
public interface EventSubscription extends AutoCloseable {
  /**
   * Says that every event up to that one, those of earlier boots included, is taken care of, so
   * that the daemon need not keep it for a later subscription. Does not wait. A position that the
   * daemon does not know is ignored.
   */
  void acknowledge(EventPosition position);

  /**
   * Ends it; no call begins once this has returned, and one that is under way may still end. A
   * second call does nothing.
   */
  @Override
  void close();
}
