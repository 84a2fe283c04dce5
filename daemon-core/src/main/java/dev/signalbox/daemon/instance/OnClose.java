package dev.signalbox.daemon.instance;

/** What becomes of running instances when the daemon is closed. */
public enum OnClose {
  /** They run on, and the next start adopts them. */
  KEEP,
  /** Each is stopped the way its specification says, and killed where that takes too long. */
  STOP
}
