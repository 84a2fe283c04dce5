package dev.signalbox.api.link.control;

import java.security.PublicKey;
import java.util.Map;

/**
 * One end of links: who it is, whom it believes, what it does when asked. Called on the threads
 * that carry the session, of one session one call after the other.
 */
public interface LinkParty {
  /** Returns which end it is. */
  LinkRole role();

  /** Returns what it says of itself, with a nonce of its own each time. */
  LinkHello hello();

  /** Signs with the identity key. */
  byte[] sign(byte[] message);

  /**
   * Returns the Ed25519 key that was pinned for the other end.
   *
   * @throws dev.signalbox.api.error.SignalboxException where there is no link with it; the other
   *     end is told the code and the message
   */
  PublicKey keyOf(LinkHello other);

  /** Returns what the other end may ask for, by the method's name. */
  Map<String, ControlMethod> methods(LinkSession session);

  /** Both ends have proven who they are. */
  void up(LinkSession session);

  /**
   * The session is over; the last call, made once for each session, whether it was up or not.
   *
   * @param end why
   */
  void down(LinkSession session, LinkEnd end);
}
