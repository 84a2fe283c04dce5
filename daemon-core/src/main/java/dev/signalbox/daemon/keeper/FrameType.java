package dev.signalbox.daemon.keeper;

import java.io.IOException;

/**
 * What a frame between daemon and keeper says. The codes are on the wire: only append, and raise
 * {@link FrameChannel#VERSION} with any other change.
 *
 * <p>The first frame of a connection decides what it is for: one HELLO connection stays open as
 * long as the daemon is there, and each run that the daemon has in hand has a connection of its
 * own, so that a run whose output is taken slowly holds up nothing but itself.
 */
enum FrameType {
  /** Daemon: version. */
  HELLO(1),
  /** Keeper: version, capabilities. */
  WELCOME(2),
  /** Daemon, on the HELLO connection: nothing. */
  LIST(3),
  /** Keeper: the ids. */
  LISTED(4),
  /** Daemon: spec, ring bytes, stall limit. The first frame of a run's connection. */
  LAUNCH(5),
  /** Daemon: id, from, acknowledged, stall limit. The first frame of a run's connection. */
  ATTACH(6),
  /** Keeper, to LAUNCH and ATTACH: pid, started at. Frames of output follow. */
  ATTACHED(7),
  /** Keeper, to LAUNCH and ATTACH: code, message. */
  REFUSED(8),
  /** Keeper: offset, bytes. */
  OUTPUT(9),
  /** Keeper: from, to. */
  LOST(10),
  /** Keeper: the exit; the last of what is about output. */
  EXIT(11),
  /** Daemon: offset. */
  ACKNOWLEDGE(12),
  /** Daemon: number, bytes. */
  INPUT(13),
  /** Daemon: name. */
  SIGNAL(14),
  /** Daemon: number. */
  KILL(15),
  /** Keeper, to INPUT and KILL: number, why it failed or nothing. */
  DONE(16),
  /** Daemon, on the HELLO connection: id. Answered by DONE. */
  RELEASE(17),
  /**
   * Daemon, on the HELLO connection: ends the keeper, so that a newer one may go on in its place.
   */
  RETIRE(18);

  private static final FrameType[] ALL = values();

  private final int code;

  FrameType(int code) {
    this.code = code;
  }

  byte code() {
    return (byte) code;
  }

  static FrameType of(int code) throws IOException {
    for (FrameType type : ALL) {
      if (type.code == code) {
        return type;
      }
    }
    throw new IOException("frame type: " + code + " (expected: one of this version's)");
  }
}
