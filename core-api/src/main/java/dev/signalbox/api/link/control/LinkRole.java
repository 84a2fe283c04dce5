package dev.signalbox.api.link.control;

/** Which end of a link somebody is; who dialled whom does not matter. */
public enum LinkRole {
  /** The end that serves. */
  DAEMON,
  /** The end that asks. */
  PANEL;

  /** Returns the end that must be at the other side. */
  LinkRole other() {
    return this == DAEMON ? PANEL : DAEMON;
  }
}
