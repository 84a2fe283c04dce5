package dev.signalbox.api.transport.wire;

import dev.signalbox.api.http.WebSocketListener;
import dev.signalbox.api.http.WebSocketSession;
import dev.signalbox.api.http.WebSocketUpgrade;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One side of a WebSocket behind its handshake (RFC 6455): the listener's messages as it asks for
 * them, pings, time limits and the closing handshake.
 *
 * <p>A transport makes one for a connection, gives it the bytes that come, writes the frames of its
 * {@link #outbox}, and tells it of the connection's end; what it wants in turn it asks of the
 * {@link WebSocketCarrier}. Reading goes on without demand, so that pings are answered and a close
 * is seen, until a bounded queue of messages is full. For the I/O thread only.
 */
public final class WebSocketProtocol {
  private static final Logger log = LoggerFactory.getLogger(WebSocketProtocol.class);

  /**
   * How long the peer may take to read a close and answer it, and a listener to take what came
   * before one.
   */
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

  private final WebSocketListener listener;
  private final WebSocketCarrier carrier;
  private final WebSocketOutbox outbox = new WebSocketOutbox(this::closeSent);
  private final WebSocketSession session;
  private final FrameReader reader;
  private final WebSocketInbox inbox = new WebSocketInbox();
  private final Deadline closeDeadline;
  private final WebSocketHeartbeat heartbeat;
  private CloseReason reason = CloseReason.BROKEN;
  private long demand;
  private boolean delivering;
  private boolean closeSent;
  private boolean deaf;
  private boolean over;
  private boolean told;

  /** Returns the server's side of a connection that has been switched; {@link #begin} begins it. */
  public WebSocketProtocol(WebSocketUpgrade upgrade, WebSocketCarrier carrier) {
    this(upgrade, carrier, new FrameReader(upgrade.limits().maxMessageBytes()));
  }

  private WebSocketProtocol(
      WebSocketUpgrade upgrade, WebSocketCarrier carrier, FrameReader reader) {
    this.listener = upgrade.listener();
    this.carrier = carrier;
    this.session = new CarriedSession(this, carrier, outbox, upgrade.subprotocol());
    this.reader = reader;
    this.closeDeadline = new Deadline(carrier);
    this.heartbeat =
        new WebSocketHeartbeat(upgrade.limits(), carrier, this::ping, () -> close(1001, "idle"));
  }

  /**
   * Returns the client's side of a connection that has been switched; {@link #begin} begins it.
   *
   * @param upgrade as the two have agreed
   */
  public static WebSocketProtocol ofClient(WebSocketUpgrade upgrade, WebSocketCarrier carrier) {
    int most = upgrade.limits().maxMessageBytes();
    return new WebSocketProtocol(upgrade, carrier, FrameReader.ofServer(most));
  }

  /** Returns what the listener holds. */
  public WebSocketSession session() {
    return session;
  }

  /** Opens the session and begins to read. */
  public void begin() {
    delivering = true;
    call(() -> listener.onOpen(session));
    delivering = false;
    heartbeat.begin();
    if (carrier.isStopping()) {
      stop();
    }
    deliver();
    carrier.read();
  }

  /** Returns the frames to write. */
  public WebSocketOutbox outbox() {
    return outbox;
  }

  /** Says whether bytes are to be read and given to {@link #receive}. */
  public boolean wantsInput() {
    return !deaf && !inbox.isFull();
  }

  /**
   * Takes bytes that came, for as long as it wants any, and leaves the rest to be given again when
   * the carrier is told to read. The buffer is the caller's again when this returns.
   */
  public void receive(ByteBuffer in) {
    heartbeat.heard();
    try {
      while (in.hasRemaining() && wantsInput()) {
        take(reader.take(in));
        deliver();
      }
    } catch (FrameException e) {
      deaf = true;
      close(e.closeCode(), e.reason());
      endWhereClosed();
    }
  }

  /** Closes the session since the server stops. */
  public void stop() {
    if (over) {
      forgetInbox();
    }
    close(1001, "server stops");
  }

  /** The connection is no more, or no more bytes will come of it; what came was given before. */
  public void connectionClosed() {
    end();
  }

  private void take(FrameReader.Event event) throws FrameException {
    switch (event) {
      case TEXT -> keep(reader.text());
      case BINARY -> keep(reader.binary());
      case PING -> {
        outbox.owePong(reader.control());
        carrier.write();
      }
      case CLOSE -> peerCloses(CloseReason.read(reader.control()));
      case PONG, NOTHING -> {
        // Any byte was a sign of life already.
      }
    }
  }

  private void keep(Object message) {
    if (outbox.isOpen()) {
      inbox.add(message);
    }
  }

  private void peerCloses(CloseReason theirs) {
    reason = theirs;
    deaf = true;
    heartbeat.end();
    if (outbox.close(theirs.answer())) {
      outbox.failQueued();
    }
    if (!closeSent) {
      closeDeadline.set(CLOSE_PATIENCE, carrier::cut);
      carrier.write();
    }
    endWhereClosed();
  }

  /** Lets so many more messages be delivered. */
  void request(long n) {
    demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
    if (!delivering) {
      deliver();
      if (!deaf) {
        carrier.read();
      }
    }
  }

  private void deliver() {
    if (delivering) {
      return;
    }
    delivering = true;
    while (demand > 0 && !inbox.isEmpty()) {
      demand--;
      Object message = inbox.remove();
      if (message instanceof String text) {
        call(() -> listener.onText(session, text));
      } else if (message instanceof ByteBuffer data) {
        call(() -> listener.onBinary(session, data));
      }
    }
    delivering = false;
    heartbeat.listening(demand > 0);
    tellIfOver();
  }

  private void call(Runnable callback) {
    try {
      callback.run();
    } catch (RuntimeException | Error e) {
      log.error("WebSocket listener failed", e);
      close(1011, "");
    }
  }

  private void ping() {
    outbox.owePing();
    carrier.write();
  }

  /** Closes for a reason of the transport's, which the listener is told of as well. */
  private void close(int code, String text) {
    CloseReason ours = new CloseReason(code, text);
    if (outbox.close(ours)) {
      reason = ours;
      closing();
    }
  }

  /** We have begun to close: from now on only the peer's close is of interest. */
  void closing() {
    if (over) {
      return;
    }
    inbox.clear();
    heartbeat.end();
    closeDeadline.set(CLOSE_PATIENCE, carrier::cut);
    carrier.write();
    if (!deaf) {
      carrier.read();
    }
  }

  private void closeSent() {
    closeSent = true;
    if (!over && !deaf) {
      closeDeadline.set(CLOSE_PATIENCE, carrier::cut);
    }
    endWhereClosed();
  }

  private void endWhereClosed() {
    if (closeSent && deaf && !over) {
      end();
      carrier.close();
    }
  }

  private void end() {
    if (over) {
      return;
    }
    over = true;
    deaf = true;
    closeDeadline.end();
    heartbeat.end();
    outbox.end();
    if (carrier.isStopping()) {
      inbox.clear();
    }
    if (!inbox.isEmpty()) {
      closeDeadline.set(CLOSE_PATIENCE, this::forgetInbox);
    }
    tellIfOver();
  }

  private void forgetInbox() {
    inbox.clear();
    tellIfOver();
  }

  /** Tells the listener of the end, behind the messages that came before it. */
  private void tellIfOver() {
    if (over && !told && !delivering && inbox.isEmpty()) {
      told = true;
      closeDeadline.end();
      call(() -> listener.onClose(session, reason.code(), reason.reason()));
      carrier.over();
    }
  }
}
