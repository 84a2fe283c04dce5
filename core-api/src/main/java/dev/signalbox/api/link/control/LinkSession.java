package dev.signalbox.api.link.control;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.signalbox.api.error.RequestError;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.WebSocketLimits;
import dev.signalbox.api.http.WebSocketListener;
import dev.signalbox.api.http.WebSocketSession;
import dev.signalbox.api.link.LinkError;
import java.nio.ByteBuffer;
import java.security.PublicKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The control socket of one link, the same at both ends and whoever dialled: hello and proof, then
 * JSON-RPC 2.0 in both directions and a heartbeat.
 *
 * <p>Nothing but hello and proof is taken before both ends have proven who they are, within ten
 * seconds. Every public method may be called from any thread and none blocks.
 */
public final class LinkSession implements WebSocketListener {
  /** The subprotocol of the control socket, and part of what is signed. */
  public static final String PROTOCOL = "signalbox.link.v1";

  /** Small messages only: whoever has not proven anything yet may fill no memory. */
  public static final WebSocketLimits LIMITS = WebSocketLimits.DEFAULT;

  private static final Logger log = LoggerFactory.getLogger(LinkSession.class);

  /** The versions of the protocol that this end speaks. */
  public static final List<Integer> VERSIONS = List.of(1);

  private static final Duration HANDSHAKE = Duration.ofSeconds(10);

  private final LinkParty party;
  private final ScheduledExecutorService timer;
  private final PendingCalls calls = new PendingCalls();
  private final Heartbeat heartbeat;

  private volatile @Nullable WebSocketSession socket;
  private volatile @Nullable LinkHello other;
  private volatile boolean up;

  // Only in the calls of the listener, which come one after the other.
  private @Nullable Future<?> patience;
  private String ownHello = "";
  private String otherHello = "";
  private @Nullable PublicKey otherKey;
  private boolean proven;
  private @Nullable Map<String, ControlMethod> methods;

  /**
   * Makes the listener of one socket.
   *
   * @param timer for the heartbeat and for the handshake's patience
   */
  public LinkSession(LinkParty party, ScheduledExecutorService timer, InstantSource clock) {
    this.party = requireNonNull(party, "party");
    this.timer = requireNonNull(timer, "timer");
    this.heartbeat = new Heartbeat(this, timer, clock);
  }

  /**
   * Returns what the other end said of itself.
   *
   * @throws IllegalStateException before the link is up
   */
  public LinkHello other() {
    LinkHello said = other;
    if (said == null || !up) {
      throw new IllegalStateException("link: not up");
    }
    return said;
  }

  /** Returns how long a message takes to the other end and back, as last measured. */
  public Duration roundTrip() {
    return heartbeat.roundTrip();
  }

  /** Returns what to add to this machine's clock to have the other end's, as last measured. */
  public Duration skew() {
    return heartbeat.skew();
  }

  /** Has somebody told after each measurement; one at most. */
  public void onMeasured(Runnable listener) {
    heartbeat.onMeasured(listener);
  }

  /**
   * Calls a method of the other end.
   *
   * @param parameters a value that JSON can be made of, an object; null for none
   * @return the answer; fails with {@code link.refused} where the other end refuses, {@code
   *     link.broken} where the link ends before, or 30 s pass
   */
  public CompletionStage<JsonElement> call(String method, @Nullable Object parameters) {
    PendingCalls.Call call = calls.add();
    send(ControlMessage.call(call.id(), method, parameters));
    return call.answer();
  }

  /** Tells the other end something, and waits for nothing. */
  public void tell(String method, @Nullable Object parameters) {
    send(ControlMessage.call(null, method, parameters));
  }

  /**
   * Ends the link.
   *
   * @param code one of {@link LinkEnd}'s, or a WebSocket's own
   */
  public void close(int code, String reason) {
    WebSocketSession open = socket;
    if (open != null) {
      open.close(code, CloseReasons.fitting(reason));
    }
  }

  /** Cuts the connection. */
  public void abort() {
    WebSocketSession open = socket;
    if (open != null) {
      open.abort();
    }
  }

  @Override
  public void onOpen(WebSocketSession session) {
    socket = session;
    patience =
        timer.schedule(
            () -> close(LinkEnd.SILENT, "the other end did not prove who it is in time"),
            HANDSHAKE.toMillis(),
            TimeUnit.MILLISECONDS);
    ownHello = ControlMessage.call(null, "hello", party.hello());
    send(ownHello);
    session.request(1);
  }

  @Override
  public void onText(WebSocketSession session, String text) {
    heartbeat.heard();
    try {
      ControlMessage message = ControlMessage.read(text);
      if (up) {
        serve(message);
      } else {
        shake(message, text);
      }
    } catch (SignalboxException e) {
      log.debug("link refused", e);
      boolean ofProtocol = e.code() instanceof RequestError;
      close(ofProtocol ? LinkEnd.PROTOCOL : LinkEnd.REFUSED, e.code().id() + ": " + e.getMessage());
      return;
    }
    session.request(1);
  }

  @Override
  public void onBinary(WebSocketSession session, ByteBuffer data) {
    close(LinkEnd.PROTOCOL, "the control socket carries text only");
  }

  @Override
  public void onClose(WebSocketSession session, int code, String reason) {
    if (patience != null) {
      patience.cancel(false);
    }
    heartbeat.stop();
    boolean wasUp = up;
    calls.fail(new SignalboxException(LinkError.BROKEN, "the link went down meanwhile"));
    party.down(this, new LinkEnd(wasUp, code, reason));
  }

  private void shake(ControlMessage message, String text) {
    String method = message.method() == null ? "an answer" : message.method();
    switch (method) {
      case "hello" -> greet(message.parameters(), text);
      case "proof" -> check(message.parameters());
      case "ready" -> {
        requireProtocol(proven && role() == LinkRole.DAEMON, "ready before the proof");
        begin();
      }
      default -> throw protocol(method + " before the proof");
    }
  }

  private void greet(JsonObject said, String text) {
    requireProtocol(other == null, "a second hello");
    LinkHello hello = LinkHello.read(said);
    requireProtocol(hello.role() == role().other(), "both ends are a " + hello.role());
    if (Collections.disjoint(hello.versions(), VERSIONS)) {
      throw protocol(
          "versions: " + hello.versions() + " (expected: " + VERSIONS + "); upgrade the older end");
    }
    otherKey = party.keyOf(hello);
    other = hello;
    otherHello = text;
    byte[] signature = party.sign(message(role()));
    tell("proof", Map.of("signature", Base64.getEncoder().encodeToString(signature)));
  }

  private void check(JsonObject said) {
    requireProtocol(otherKey != null && !proven, "a proof out of turn");
    byte[] signature = signature(said);
    if (!LinkProof.isSigned(requireNonNull(otherKey), message(role().other()), signature)) {
      throw new SignalboxException(
          LinkError.BAD_PROOF, "the other end does not have the key that was pinned at joining");
    }
    proven = true;
    if (role() == LinkRole.PANEL) {
      tell("ready", null);
      begin();
    }
  }

  private void begin() {
    if (patience != null) {
      patience.cancel(false);
    }
    methods = party.methods(this);
    up = true;
    heartbeat.start();
    party.up(this);
  }

  private void serve(ControlMessage message) {
    String method = message.method();
    if (method == null) {
      calls.answer(message);
      return;
    }
    ControlMethod served = method.equals("ping") ? heartbeat : requireNonNull(methods).get(method);
    if (served == null) {
      throw protocol("method: " + method + " (expected: one of this end's)");
    }
    Long id = message.id();
    if (id == null) {
      served.call(message.parameters());
      return;
    }
    try {
      served
          .call(message.parameters())
          .whenComplete((result, failure) -> answer(id, result, failure));
    } catch (SignalboxException e) {
      send(ControlMessage.refusal(id, e));
    }
  }

  private void answer(long id, @Nullable Object result, @Nullable Throwable failure) {
    if (failure == null) {
      send(ControlMessage.answer(id, result));
      return;
    }
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    if (cause instanceof SignalboxException refused) {
      send(ControlMessage.refusal(id, refused));
    } else {
      log.error("control method failed", cause);
      send(
          ControlMessage.refusal(
              id, new SignalboxException(LinkError.BROKEN, "the other end failed, see its log")));
    }
  }

  private byte[] message(LinkRole signer) {
    return role() == LinkRole.DAEMON
        ? LinkProof.message(signer, ownHello, otherHello)
        : LinkProof.message(signer, otherHello, ownHello);
  }

  private static byte[] signature(JsonObject said) {
    try {
      return Base64.getDecoder().decode(said.get("signature").getAsString());
    } catch (RuntimeException e) {
      throw protocol("a proof without a signature");
    }
  }

  private LinkRole role() {
    return party.role();
  }

  private void send(String text) {
    WebSocketSession open = socket;
    if (open != null) {
      open.sendText(text).exceptionally(failure -> null);
    }
  }

  private static void requireProtocol(boolean kept, String fault) {
    if (!kept) {
      throw protocol(fault);
    }
  }

  private static SignalboxException protocol(String fault) {
    return new SignalboxException(RequestError.INVALID, fault);
  }
}
