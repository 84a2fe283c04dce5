package dev.signalbox.daemon.instance;

/** What moves an instance from one state to the next. */
enum Trigger {
  // What somebody asks.
  START,
  STOP,
  RESTART,
  KILL,
  // What happens.
  /** It is alive, and ready where there is a way to tell. */
  LAUNCHED,
  ENDED_AS_ASKED,
  ENDED_CLEAN,
  ENDED_BADLY,
  ENDED_TO_RETRY,
  ENDED_TO_RESTART,
  RETRY_DUE
}
