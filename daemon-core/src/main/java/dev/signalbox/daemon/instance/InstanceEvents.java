package dev.signalbox.daemon.instance;

/** Where to learn what happens to instances. Safe for any thread. */
public interface InstanceEvents {
  /** A listener's place. */
  interface Listening extends AutoCloseable {
    /** Ends it. A call under way may still arrive. */
    @Override
    void close();
  }

  /** Has a listener told of everything from now on. */
  Listening listen(InstanceListener listener);
}
