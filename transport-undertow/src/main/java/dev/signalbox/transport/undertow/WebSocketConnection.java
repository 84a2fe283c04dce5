package dev.signalbox.transport.undertow;

import dev.signalbox.api.http.WebSocketListener;
import dev.signalbox.api.http.WebSocketUpgrade;
import dev.signalbox.api.transport.wire.CloseReason;
import dev.signalbox.api.transport.wire.Deadline;
import dev.signalbox.api.transport.wire.FrameException;
import dev.signalbox.api.transport.wire.FrameReader;
import dev.signalbox.api.transport.wire.Frames;
import io.undertow.connector.PooledByteBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.conduits.ConduitStreamSinkChannel;
import org.xnio.conduits.ConduitStreamSourceChannel;

/**
 * One WebSocket on its connection: frames in and out, time limits, the closing handshake; used on
 * the I/O thread only.
 *
 * <p>Reading goes on without demand, so that pings are answered and a close is seen, until the
 * inbox is full.
 */
final class WebSocketConnection {
  private static final Logger log = LoggerFactory.getLogger(WebSocketConnection.class);

  /** How long the peer may take to answer a close, and a listener to take what came before one. */
  static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

  /** Buffers read at a stretch before other connections get their turn. */
  private static final int TURN_BUFFERS = 16;

  private final ClientConnection client;
  private final WebSocketListener listener;
  private final FrameReader reader;
  private final WebSocketInbox inbox = new WebSocketInbox();
  private final WebSocketOutbox outbox;
  private final UndertowWebSocketSession session;
  private final ConduitStreamSourceChannel source;
  private final ConduitStreamSinkChannel sink;
  private final Deadline closeDeadline;
  private final WebSocketHeartbeat heartbeat;
  private @Nullable PooledByteBuffer input;
  private @Nullable CloseReason closeWanted;
  private boolean closeSent;
  private boolean deaf;
  private boolean over;
  private boolean told;
  private boolean processing;
  private long demand;
  private CloseReason closed = CloseReason.BROKEN;

  WebSocketConnection(ClientConnection client, WebSocketUpgrade upgrade) {
    this.client = client;
    this.listener = upgrade.listener();
    this.reader = new FrameReader(upgrade.limits().maxMessageBytes());
    this.outbox = new WebSocketOutbox(client);
    this.session = new UndertowWebSocketSession(this, client, outbox, upgrade.subprotocol());
    this.source = client.connection().getSourceChannel();
    this.sink = client.connection().getSinkChannel();
    this.closeDeadline = new Deadline(client::schedule);
    this.heartbeat =
        new WebSocketHeartbeat(
            upgrade.limits(),
            new Deadline(client::schedule),
            this::ping,
            () -> closeByUs(new CloseReason(1001, "idle")));
  }

  void begin() {
    client.upgraded(this);
    source.setReadListener(ignored -> process());
    sink.setWriteListener(ignored -> flush());
    call(() -> listener.onOpen(session));
    if (client.server().isStopping()) {
      stop();
    }
    heartbeat.look();
    process();
  }

  void request(long n) {
    demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
    heartbeat.listening(true);
    if (over) {
      deliver();
    } else {
      process();
    }
  }

  /** Reads, delivers and decides whether to read on. */
  private void process() {
    if (processing || over) {
      return;
    }
    if (deaf) {
      source.suspendReads();
      return;
    }
    processing = true;
    boolean more;
    try {
      deliver();
      more = readSome();
    } catch (IOException e) {
      client.close();
      return;
    } finally {
      processing = false;
    }
    if (over) {
      return;
    }
    if (deaf) {
      source.suspendReads();
    } else if (more) {
      client.thread().execute(this::process);
    } else if (inbox.isFull()) {
      source.suspendReads();
    } else {
      source.resumeReads();
    }
  }

  /** Returns whether it stopped for the sake of others. */
  private boolean readSome() throws IOException {
    for (int turn = 0; turn < TURN_BUFFERS; turn++) {
      if (over || deaf || inbox.isFull()) {
        return false;
      }
      PooledByteBuffer buffer = input;
      if (buffer == null) {
        buffer = client.server().buffers().allocate();
        int read = -1;
        try {
          read = source.read(buffer.getBuffer());
        } finally {
          if (read <= 0) {
            buffer.close();
          }
        }
        if (read < 0) {
          client.close();
          return false;
        }
        if (read == 0) {
          return false;
        }
        heartbeat.heard();
        buffer.getBuffer().flip();
        input = buffer;
      }
      parse(buffer.getBuffer());
      if (input == buffer && !buffer.getBuffer().hasRemaining()) {
        dropInput();
      }
    }
    return true;
  }

  private void parse(ByteBuffer bytes) {
    try {
      while (bytes.hasRemaining() && !deaf && !over && !inbox.isFull()) {
        take(reader.take(bytes));
        deliver();
      }
    } catch (FrameException e) {
      deaf = true;
      closeByUs(new CloseReason(e.closeCode(), e.reason()));
    }
  }

  private void take(FrameReader.Event event) throws FrameException {
    switch (event) {
      case TEXT -> keep(reader.text());
      case BINARY -> keep(reader.binary());
      case PING -> {
        if (closeWanted == null) {
          outbox.owePong(reader.control());
          flush();
        }
      }
      case CLOSE -> peerCloses(reader.control());
      case PONG, NOTHING -> {
        // Any byte was a sign of life already.
      }
    }
  }

  private void keep(Object message) {
    if (session.isOpen()) {
      inbox.add(message);
    }
  }

  private void deliver() {
    while (demand > 0 && !told && !inbox.isEmpty()) {
      demand--;
      Object message = inbox.remove();
      if (message instanceof String text) {
        call(() -> listener.onText(session, text));
      } else if (message instanceof ByteBuffer data) {
        call(() -> listener.onBinary(session, data));
      }
    }
    heartbeat.listening(demand > 0);
    tellIfOver();
  }

  private void peerCloses(byte[] payload) throws FrameException {
    closed = CloseReason.read(payload);
    deaf = true;
    session.beginClosing();
    if (closeWanted == null) {
      outbox.failQueued();
      closeWanted = closed.answer();
    }
    flush();
  }

  /** Writes what waits, as far as the client takes it. */
  @SuppressWarnings("FutureReturnValueIgnored") // what fails to go out ends the session
  void flush() {
    if (over) {
      outbox.fail();
      return;
    }
    try {
      WebSocketOutbox.State state = outbox.write();
      CloseReason close = closeWanted;
      if (state == WebSocketOutbox.State.EMPTY && close != null && !closeSent) {
        closeSent = true;
        outbox.add(Frames.CLOSE, close.payload());
        closeDeadline.set(CLOSE_PATIENCE, client::close);
        state = outbox.write();
      }
      if (state == WebSocketOutbox.State.BLOCKED) {
        sink.resumeWrites();
        return;
      }
      sink.suspendWrites();
      if (state == WebSocketOutbox.State.MORE) {
        client.thread().execute(this::flush);
      } else if (closeSent && deaf) {
        end();
        client.farewell(ByteBuffer.allocate(0), CLOSE_PATIENCE);
      }
    } catch (IOException e) {
      client.close();
    }
  }

  /** The session wants to close. */
  void close(CloseReason reason) {
    if (over || closeWanted != null) {
      return;
    }
    inbox.clear();
    closeWanted = reason;
    closeDeadline.set(CLOSE_PATIENCE, client::close);
    flush();
    process();
  }

  /** Closes for a reason of the transport's, which the listener is told of as well. */
  private void closeByUs(CloseReason reason) {
    if (session.beginClosing()) {
      closed = reason;
      close(reason);
    } else if (deaf && closeWanted != null) {
      flush();
    }
  }

  void stop() {
    closeByUs(new CloseReason(1001, "server stops"));
  }

  /** The connection is no more. */
  void connectionClosed() {
    end();
    outbox.fail();
  }

  private void end() {
    if (over) {
      return;
    }
    over = true;
    deaf = true;
    session.beginClosing();
    closeDeadline.end();
    heartbeat.end();
    dropInput();
    if (client.server().isStopping()) {
      inbox.clear();
    }
    tellIfOver();
    if (!told) {
      closeDeadline.set(CLOSE_PATIENCE, this::forgetInbox);
    }
  }

  private void forgetInbox() {
    inbox.clear();
    tellIfOver();
  }

  /** Tells the listener of the end, behind the messages that came before it. */
  private void tellIfOver() {
    if (over && !told && inbox.isEmpty()) {
      told = true;
      closeDeadline.end();
      call(() -> listener.onClose(session, closed.code(), closed.reason()));
    }
  }

  private void dropInput() {
    PooledByteBuffer buffer = input;
    input = null;
    if (buffer != null) {
      buffer.close();
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // what fails to go out ends the session
  private void ping() {
    if (session.isOpen()) {
      outbox.add(Frames.PING, ByteBuffer.allocate(0));
      flush();
    }
  }

  private void call(Runnable callback) {
    try {
      callback.run();
    } catch (RuntimeException | Error e) {
      log.error("WebSocket listener failed", e);
      closeByUs(new CloseReason(1011, ""));
    }
  }
}
