package dev.signalbox.api.link.control;

import static java.util.Objects.requireNonNull;

/**
 * Why a session is over.
 *
 * @param wasUp whether both ends had proven who they are before
 * @param code the WebSocket's close code, see the constants
 * @param reason in plain words, where one was given; {@code code: message} where an end refused
 */
public record LinkEnd(boolean wasUp, int code, String reason) {
  /** An end went away in good order. */
  public static final int GONE = 1001;

  /** The connection broke. */
  public static final int BROKEN = 1006;

  /** An end did not keep to the protocol, or speaks no common version. */
  public static final int PROTOCOL = 4400;

  /** The other end is not believed. */
  public static final int REFUSED = 4401;

  /** The other end said nothing for too long. */
  public static final int SILENT = 4408;

  /** Another link with the same identity took its place. */
  public static final int REPLACED = 4409;

  /** The daemon is no longer the panel's. */
  public static final int FORGOTTEN = 4410;

  public LinkEnd {
    requireNonNull(reason, "reason");
  }

  /**
   * Says whether dialling again at once is of no use: somebody has to do something first. Two
   * programs with one identity would replace each other without end.
   */
  public boolean isFinal() {
    return code == PROTOCOL || code == REFUSED || code == REPLACED || code == FORGOTTEN;
  }
}
