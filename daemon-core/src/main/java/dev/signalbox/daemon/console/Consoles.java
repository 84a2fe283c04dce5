package dev.signalbox.daemon.console;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.WebSocketUpgrade;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.instance.InstanceState;
import dev.signalbox.api.lifecycle.Managed;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The open consoles of all instances, and the way to open one. Safe for any thread.
 *
 * <p>A console speaks the WebSocket subprotocol {@code signalbox.console.v1}. The daemon says a
 * text {@code hello} first, then sends output as binary messages that follow one another without a
 * gap from the offset in the hello, except where a text {@code gap} tells of one. A text {@code
 * state} comes after the output that came before that state. A text {@code error} answers an input
 * that was not taken: {@code console.read-only} without the right, {@code instance.not-running},
 * {@code keeper.input-full}.
 *
 * <p>Close codes: 4400 a message that is none of the protocol, 4401 the leave to watch has ended
 * (revoked, 12 h old, or no panel could revoke it for too long), 4404 the instance was deleted,
 * 4416 {@code from} is beyond the end, 1001 the daemon stops, 1011 the log cannot be read. A client
 * that takes no byte for a minute is cut off.
 */
public interface Consoles extends Managed {
  /** The WebSocket subprotocol. */
  String SUBPROTOCOL = "signalbox.console.v1";

  /** The leave to watch was revoked or has run out. */
  int CLOSE_ENDED = 4401;

  /**
   * Answers the switch to a WebSocket that shows the instance's console.
   *
   * @throws SignalboxException {@code instance.unknown}; {@code console.too-many-viewers}
   */
  WebSocketUpgrade open(ConsoleRequest request);

  /** Says whether a credential has the form of a resume token, which stands where a ticket does. */
  boolean isResumeToken(String credential);

  /**
   * Spends a resume token.
   *
   * @param origin the request's {@code Origin}, null where it has none
   * @return empty where it is unknown, spent, late, or for another instance or origin
   */
  Optional<ConsoleGrant> redeem(String token, InstanceId instance, @Nullable String origin);

  /** Closes a person's consoles with 4401 and voids the tokens; returns how many were open. */
  int revoke(String subject);

  /** The same, for one instance only. */
  int revoke(String subject, InstanceId instance);

  /** Closes every console with 4401 and voids every token. */
  int revokeAll();

  /** Makes an instance's console available. */
  void register(InstanceId instance, ConsoleFeed feed);

  /** Tells the viewers of an instance that its state is another now. */
  void stateChanged(InstanceId instance, InstanceState state);

  /** Closes the consoles of an instance that is no more, with 4404. */
  void unregister(InstanceId instance);
}
