package dev.signalbox.api.link;

/** A sink's hold on the events of a daemon. Safe for any thread. */
public interface EventSubscription extends AutoCloseable {
  /**
   * Says that every event up to that one is taken care of, so that the daemon need not keep it for
   * a later subscription. Does not wait.
   */
  void acknowledge(EventPosition position);

  /** Ends it; nothing is told once this has returned. A second call does nothing. */
  @Override
  void close();
}
