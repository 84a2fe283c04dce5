package dev.signalbox.transport.netty;

import dev.signalbox.api.http.WebSocketUpgrade;
import dev.signalbox.api.transport.wire.WebSocketCarrier;
import dev.signalbox.api.transport.wire.WebSocketOutbox;
import dev.signalbox.api.transport.wire.WebSocketProtocol;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries one WebSocket on its channel: reads while the protocol wants input, and writes what there
 * is with one flush, as far as the client takes it. For the event loop's thread only.
 */
final class WebSocketConnection extends ChannelInboundHandlerAdapter
    implements Drainable, WebSocketCarrier {
  private static final Logger log = LoggerFactory.getLogger(WebSocketConnection.class);

  private final Connections connections;
  private final Channel channel;
  private final InputQueue input;
  private final WebSocketProtocol protocol;
  private boolean readPending;
  private boolean reading;
  private boolean writing;
  private boolean closed;

  WebSocketConnection(
      Connections connections, Channel channel, WebSocketUpgrade upgrade, InputQueue input) {
    this.connections = connections;
    this.channel = channel;
    this.input = input;
    protocol = new WebSocketProtocol(upgrade, this);
  }

  /** Goes on where the HTTP connection has left off. */
  void begin(boolean readIsPending, boolean inputEnded) {
    readPending = readIsPending;
    channel.flush();
    protocol.begin();
    if (inputEnded) {
      channel.close();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf buffer = (ByteBuf) message;
    if (closed || !buffer.isReadable()) {
      buffer.release();
    } else {
      input.add(buffer);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    readPending = false;
    read();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    write();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == ChannelInputShutdownEvent.INSTANCE || event instanceof SslCloseCompletionEvent) {
      // A WebSocket has a handshake to say goodbye with: the end of input is the end. What came
      // before is read first.
      read();
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
    read();
    closed = true;
    protocol.connectionClosed();
    input.releaseAll();
  }

  /** What nobody asked for any more, when the farewell takes over, is nobody's. */
  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    closed = true;
    if (!reading) {
      input.releaseAll();
    }
  }

  @Override
  public void read() {
    if (reading || closed) {
      return;
    }
    reading = true;
    try {
      while (!input.isEmpty() && protocol.wantsInput()) {
        protocol.receive(input.first());
        // Unless that has ended the connection, and its input with it.
        if (!input.isEmpty()) {
          input.releaseRead();
        }
      }
    } finally {
      reading = false;
    }
    if (closed) {
      input.releaseAll();
      return;
    }
    if (protocol.wantsInput() && !readPending) {
      readPending = true;
      channel.read();
    }
  }

  @Override
  public void write() {
    if (writing) {
      return;
    }
    writing = true;
    try {
      // Flushing may make room at once, which is then told from within.
      boolean more = true;
      while (more) {
        more = writeFrames() && channel.isWritable();
      }
    } finally {
      writing = false;
    }
  }

  /** Writes and flushes as much as there is room for, and says whether that was anything. */
  private boolean writeFrames() {
    boolean written = false;
    while (channel.isWritable()) {
      Optional<WebSocketOutbox.Frame> next = protocol.outbox().next();
      if (next.isEmpty()) {
        break;
      }
      WebSocketOutbox.Frame frame = next.get();
      channel
          .write(FrameBuffers.of(channel.alloc(), frame.opcode(), frame.payload()))
          .addListener(
              done -> {
                if (done.isSuccess()) {
                  frame.sent();
                } else {
                  frame.lost();
                }
              });
      written = true;
    }
    if (written) {
      channel.flush();
    }
    return written;
  }

  @Override
  public void close() {
    LingeringClose.begin(channel.pipeline(), connections);
  }

  @Override
  public void cut() {
    LingeringClose.cut(channel);
  }

  @Override
  public void over() {
    connections.closed(this);
  }

  @Override
  public boolean isStopping() {
    return connections.isStopping();
  }

  @Override
  public boolean inThread() {
    return channel.eventLoop().inEventLoop();
  }

  @Override
  public void execute(Runnable task) {
    channel.eventLoop().execute(task);
  }

  @Override
  public Runnable schedule(Runnable task, long nanos) {
    return Deadlines.schedule(channel, task, nanos);
  }

  @Override
  public void drain() {
    protocol.stop();
  }

  @Override
  public void abort() {
    cut();
  }

  @Override
  public Channel channel() {
    return channel;
  }
}
