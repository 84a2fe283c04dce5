package dev.signalbox.daemon.instance;

/** What somebody asked for while the instance is alive, and so what its end means. */
enum Intent {
  /** Nobody asked: an end is its own, and the restart policy counts. */
  NONE,
  STOP,
  KILL,
  /** Stopped only to be started again. */
  RESTART
}
