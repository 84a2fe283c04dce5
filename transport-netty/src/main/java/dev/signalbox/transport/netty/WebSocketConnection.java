package dev.signalbox.transport.netty;

import dev.signalbox.api.http.WebSocketLimits;
import dev.signalbox.api.http.WebSocketListener;
import dev.signalbox.api.http.WebSocketUpgrade;
import dev.signalbox.api.transport.wire.CloseReason;
import dev.signalbox.api.transport.wire.Deadline;
import dev.signalbox.api.transport.wire.FrameException;
import dev.signalbox.api.transport.wire.FrameReader;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The inbound side of one WebSocket: frames in, messages out as they are asked for, time limits.
 *
 * <p>Reading goes on without demand, so that pings are answered and a close is seen, until a
 * bounded queue of messages is full. For the event loop's thread only.
 */
final class WebSocketConnection extends ChannelInboundHandlerAdapter implements Drainable {
  private static final Logger log = LoggerFactory.getLogger(WebSocketConnection.class);

  /** How long the peer may take to answer a close, and a listener to take what came before one. */
  static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

  private static final int MAX_QUEUED_MESSAGES = 64;
  private static final int MAX_QUEUED_BYTES = 256 * 1024;

  private final Connections connections;
  private final Channel channel;
  private final WebSocketListener listener;
  private final WebSocketLimits limits;
  private final NettyWebSocketSession session;
  private final FrameReader reader;
  private final InputQueue input;
  private final Deque<Object> messages = new ArrayDeque<>();
  private final Deadline closeDeadline;
  private final Deadline idleDeadline;
  private int queuedBytes;
  private long demand;
  private long lastHeard = System.nanoTime();
  private boolean readPending;
  private boolean processing;
  private boolean deaf;
  private boolean over;
  private boolean told;
  private CloseReason closed = CloseReason.BROKEN;

  WebSocketConnection(
      Connections connections, Channel channel, WebSocketUpgrade upgrade, InputQueue input) {
    this.connections = connections;
    this.channel = channel;
    this.input = input;
    listener = upgrade.listener();
    limits = upgrade.limits();
    session = new NettyWebSocketSession(this, channel, upgrade.subprotocol());
    reader = new FrameReader(limits.maxMessageBytes());
    closeDeadline = Deadlines.of(channel);
    idleDeadline = Deadlines.of(channel);
  }

  /** Goes on where the HTTP connection has left off. */
  void begin(boolean readIsPending, boolean inputEnded) {
    readPending = readIsPending;
    channel.flush();
    call(() -> listener.onOpen(session));
    if (connections.isStopping()) {
      drain();
    }
    scheduleIdleLook();
    if (inputEnded) {
      deaf = true;
      channel.close();
    }
    process();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf buffer = (ByteBuf) message;
    if (deaf || !buffer.isReadable()) {
      buffer.release();
    } else {
      input.add(buffer);
    }
    lastHeard = System.nanoTime();
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    readPending = false;
    process();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    session.drain();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == ChannelInputShutdownEvent.INSTANCE || event instanceof SslCloseCompletionEvent) {
      // A WebSocket has a handshake to say goodbye with: the end of input is the end. What came
      // before is read first.
      process();
      channel.close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    log.debug("connection failed", cause);
    channel.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    process();
    deaf = true;
    over = true;
    idleDeadline.end();
    session.ended();
    input.releaseAll();
    if (connections.isStopping()) {
      messages.clear();
    }
    finish();
  }

  void request(long n) {
    if (demand == 0) {
      lastHeard = System.nanoTime();
    }
    demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
    process();
  }

  /** Our side has begun to close: from now on only the peer's close is of interest. */
  void closing() {
    messages.clear();
    queuedBytes = 0;
  }

  /** The close frame has gone out: the peer has a while to answer. */
  void closeSent() {
    if (over) {
      channel.close();
      return;
    }
    if (deaf) {
      // Nobody waits for the answer to a close that tells of a fault.
      over = true;
      LingeringClose.begin(channel.pipeline(), connections);
    } else {
      closeDeadline.set(CLOSE_PATIENCE, () -> LingeringClose.cut(channel));
    }
    process();
  }

  @Override
  public void drain() {
    closeByUs(new CloseReason(1001, "server stops"));
  }

  @Override
  public void abort() {
    messages.clear();
    finish();
    LingeringClose.cut(channel);
  }

  @Override
  public Channel channel() {
    return channel;
  }

  private void process() {
    if (processing) {
      return;
    }
    processing = true;
    try {
      parse();
      while (demand > 0 && !messages.isEmpty() && !told) {
        demand--;
        deliver(messages.removeFirst());
        parse();
      }
    } finally {
      processing = false;
    }
    finish();
    if (!deaf && !isQueueFull() && !readPending && !over) {
      readPending = true;
      channel.read();
    }
  }

  private boolean isQueueFull() {
    return messages.size() >= MAX_QUEUED_MESSAGES || queuedBytes >= MAX_QUEUED_BYTES;
  }

  private void parse() {
    try {
      while (!deaf && !input.isEmpty() && !isQueueFull()) {
        FrameReader.Event event = reader.take(input.first());
        input.releaseRead();
        take(event);
      }
    } catch (FrameException e) {
      deafen();
      closeByUs(new CloseReason(e.closeCode(), e.reason()));
    }
  }

  private void take(FrameReader.Event event) throws FrameException {
    switch (event) {
      case TEXT -> {
        String text = reader.text();
        enqueue(text, 2 * text.length());
      }
      case BINARY -> {
        ByteBuffer data = reader.binary();
        enqueue(data, data.remaining());
      }
      case PING -> session.pong(reader.control());
      case CLOSE -> peerClosed(reader.control());
      case PONG, NOTHING -> {
        // Any byte counts as a sign of life already.
      }
    }
  }

  private void enqueue(Object message, int size) {
    if (session.isOpen()) {
      messages.add(message);
      queuedBytes += size;
    }
  }

  private void deliver(Object message) {
    if (message instanceof String text) {
      queuedBytes -= 2 * text.length();
      call(() -> listener.onText(session, text));
    } else if (message instanceof ByteBuffer data) {
      queuedBytes -= data.remaining();
      call(() -> listener.onBinary(session, data));
    }
  }

  private void peerClosed(byte[] payload) throws FrameException {
    closed = CloseReason.read(payload);
    deafen();
    over = true;
    idleDeadline.end();
    session.answerClose(closed.answer());
  }

  /** Closes for a reason of the transport's, which the listener is told of as well. */
  private void closeByUs(CloseReason reason) {
    if (session.closeFor(reason)) {
      closed = reason;
    }
  }

  private void deafen() {
    deaf = true;
    input.releaseAll();
  }

  /** Tells the listener of the end, behind the messages that came before it. */
  private void finish() {
    if (!over || told) {
      return;
    }
    if (messages.isEmpty()) {
      told = true;
      closeDeadline.end();
      call(() -> listener.onClose(session, closed.code(), closed.reason()));
      connections.closed(this);
    } else {
      closeDeadline.set(
          CLOSE_PATIENCE,
          () -> {
            messages.clear();
            finish();
          });
    }
  }

  private void scheduleIdleLook() {
    Duration step = limits.pingInterval();
    if (limits.idleTimeout().compareTo(step) < 0) {
      step = limits.idleTimeout();
    }
    idleDeadline.set(step, this::lookForLife);
  }

  private void lookForLife() {
    if (over || !session.isOpen()) {
      return;
    }
    long now = System.nanoTime();
    if (demand == 0) {
      lastHeard = now;
    }
    long silent = now - lastHeard;
    if (silent >= limits.idleTimeout().toNanos()) {
      closeByUs(new CloseReason(1001, "idle"));
      return;
    }
    session.ping();
    Duration untilIdle = limits.idleTimeout().minusNanos(silent);
    idleDeadline.set(
        untilIdle.compareTo(limits.pingInterval()) < 0 ? untilIdle : limits.pingInterval(),
        this::lookForLife);
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
