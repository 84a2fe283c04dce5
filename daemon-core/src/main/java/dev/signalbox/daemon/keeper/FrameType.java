package dev.signalbox.daemon.keeper;

import java.io.IOException;

/**
 * What a frame between daemon and keeper says. The ordinal is on the wire: only append, and raise
 * {@link FrameChannel#VERSION} with any other change.
 *
 * <p>The first frame of a connection decides what it is for: one HELLO connection stays open as
 * long as the daemon is there, and each run that the daemon has in hand has a connection of its
 * own, so that a run whose output is taken slowly holds up nothing but itself.
 */
enum FrameType {
  /** Daemon: version. */
  HELLO,
  /** Keeper: version, capabilities. */
  WELCOME,
  /** Daemon, on the HELLO connection: nothing. */
  LIST,
  /** Keeper: the ids. */
  LISTED,
  /** Daemon: spec, ring bytes, stall limit. The first frame of a run's connection. */
  LAUNCH,
  /** Daemon: id, from, acknowledged, stall limit. The first frame of a run's connection. */
  ATTACH,
  /** Keeper, to LAUNCH and ATTACH: pid, started at. Frames of output follow. */
  ATTACHED,
  /** Keeper, to LAUNCH and ATTACH: code, message. */
  REFUSED,
  /** Keeper: offset, bytes. */
  OUTPUT,
  /** Keeper: from, to. */
  LOST,
  /** Keeper: the exit; the last of what is about output. */
  EXIT,
  /** Daemon: offset. */
  ACKNOWLEDGE,
  /** Daemon: number, bytes. */
  INPUT,
  /** Daemon: name. */
  SIGNAL,
  /** Daemon: number. */
  KILL,
  /** Keeper, to INPUT and KILL: number, why it failed or nothing. */
  DONE,
  /** Daemon, on the HELLO connection: id. Answered by DONE. */
  RELEASE,
  /**
   * Daemon, on the HELLO connection: ends the keeper, so that a newer one may go on in its place.
   */
  RETIRE;

  private static final FrameType[] ALL = values();

  static FrameType of(int ordinal) throws IOException {
    if (ordinal < 0 || ordinal >= ALL.length) {
      throw new IOException("frame type: " + ordinal + " (expected: below " + ALL.length + ")");
    }
    return ALL[ordinal];
  }
}
