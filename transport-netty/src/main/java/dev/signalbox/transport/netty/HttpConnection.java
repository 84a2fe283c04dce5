package dev.signalbox.transport.netty;

import dev.signalbox.api.error.RequestError;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.Peer;
import dev.signalbox.api.http.WebSocketUpgrade;
import dev.signalbox.api.transport.HttpLimits;
import dev.signalbox.api.transport.RequestHead;
import dev.signalbox.api.transport.wire.Deadline;
import dev.signalbox.api.transport.wire.HeadReader;
import dev.signalbox.api.transport.wire.ResponseHead;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One HTTP/1.1 connection: takes requests off it one at a time, and reads only what somebody waits
 * for.
 *
 * <p>While a handler works on a request that has come whole, one read is left open, so that a reset
 * connection is noticed; what that read brings waits here for its turn.
 */
final class HttpConnection extends ChannelInboundHandlerAdapter implements Drainable {
  private static final Logger log = LoggerFactory.getLogger(HttpConnection.class);

  private final Connections connections;
  private final HttpLimits limits;
  private InputQueue input = new InputQueue();
  private final HeadReader reader;
  private final Channel channel;
  private final Deadline readDeadline;
  private final WriteWatch writeWatch;
  private @Nullable Peer peer;
  private @Nullable Exchange exchange;
  private boolean processing;
  private boolean readPending;
  private boolean headTimed;
  private boolean givingUp;
  private boolean inputEnded;
  private boolean closing;
  private boolean lingering;

  HttpConnection(Connections connections, Channel channel) {
    this.connections = connections;
    this.channel = channel;
    limits = connections.limits();
    reader = new HeadReader(limits);
    readDeadline = Deadlines.of(channel);
    writeWatch = new WriteWatch(channel, limits.bodyTimeout(), this::abort);
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    process();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf buffer = (ByteBuf) message;
    if (closing || !buffer.isReadable()) {
      buffer.release();
    } else {
      input.add(buffer);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    readPending = false;
    process();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (exchange != null) {
      exchange.writabilityChanged();
    }
    process();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == ChannelInputShutdownEvent.INSTANCE) {
      inputEnded = true;
      if (!isSecure()) {
        process();
      } else if (!closing) {
        abort();
      }
    } else if (event instanceof SslCloseCompletionEvent && !closing) {
      abort();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    ended();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    ended();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (!(cause instanceof IOException) && !(cause.getCause() instanceof IOException)) {
      log.warn("connection failed", cause);
    }
    abort();
  }

  /** Does all that can be done with what is there, one exchange after the other. */
  void process() {
    if (processing) {
      return;
    }
    processing = true;
    try {
      while (!closing && step()) {
        // Each step leaves the connection in a state from which the next can go on.
      }
    } finally {
      processing = false;
      channel.flush();
    }
    if (!closing) {
      readAsNeeded();
    }
  }

  private boolean step() {
    Exchange current = exchange;
    if (current == null) {
      return stepHead();
    }
    try {
      current.body().pump(input);
    } catch (RuntimeException | Error failure) {
      current.body().abandon();
      current.subscriberFailed(failure);
    }
    if (closing || !current.isOver()) {
      return false;
    }
    if (current.closesConnection()) {
      closeGently();
      return false;
    }
    if (!channel.isWritable()) {
      return false;
    }
    exchange = null;
    connections.idle(this);
    writeWatch.end();
    return true;
  }

  private boolean stepHead() {
    while (!input.isEmpty()) {
      Optional<RequestHead> head;
      try {
        head = reader.take(input.first());
      } catch (SignalboxException e) {
        refuse(e.code().kind().status());
        return false;
      }
      input.releaseRead();
      if (head.isPresent()) {
        begin(head.get());
        return true;
      }
    }
    if (inputEnded || connections.isStopping()) {
      closeGently();
    }
    return false;
  }

  private void begin(RequestHead head) {
    readDeadline.clear();
    headTimed = false;
    connections.busy(this);
    exchange = new Exchange(this, head);
    exchange.start();
  }

  /** Answers what never became an exchange. */
  private void refuse(int status) {
    connections.busy(this);
    channel.write(Unpooled.wrappedBuffer(ResponseHead.bare(status).bytes()));
    closeGently();
  }

  private void readAsNeeded() {
    Exchange current = exchange;
    if (current == null) {
      readForHead();
    } else if (current.body().isStarving()) {
      if (inputEnded) {
        abort();
      } else {
        readDeadline.set(limits.bodyTimeout(), this::bodyTimedOut);
        read();
      }
    } else if (current.body().failure() != null) {
      // The handler was told, and gets a while to answer.
      if (!givingUp) {
        givingUp = true;
        readDeadline.set(limits.bodyTimeout(), current::giveUp);
      }
    } else {
      readDeadline.clear();
      if (current.body().isComplete() && input.isEmpty()) {
        read();
      }
    }
  }

  private void readForHead() {
    if (!reader.hasBegun()) {
      headTimed = false;
      readDeadline.set(limits.keepAliveTimeout(), this::closeNow);
    } else if (!headTimed) {
      headTimed = true;
      readDeadline.set(limits.headTimeout(), () -> refuse(408));
    }
    read();
  }

  private void read() {
    if (!readPending && !inputEnded) {
      readPending = true;
      channel.read();
    }
  }

  private void bodyTimedOut() {
    Exchange current = exchange;
    if (current == null) {
      return;
    }
    current.body().failed(new SignalboxException(RequestError.TIMEOUT, "the body came too slowly"));
    if (current.isWaiting()) {
      process();
    } else {
      abort();
    }
  }

  /** The subscriber asked for more. */
  void bodyWanted() {
    if (exchange != null && input.isEmpty()) {
      exchange.sendContinue();
    }
  }

  /**
   * Lets the connection close once its output has gone out, and keeps taking what the client still
   * sends for a while: a reset would destroy the reply before the client has read it.
   */
  void closeGently() {
    if (closing) {
      return;
    }
    closing = true;
    readDeadline.end();
    input.releaseAll();
    writeWatch.begin();
    channel
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(
            written -> {
              connections.idle(this);
              if (!written.isSuccess() || inputEnded || connections.isStopping()) {
                channel.close();
              } else {
                lingering = true;
                LingeringClose.begin(channel.pipeline(), connections);
              }
            });
  }

  private void closeNow() {
    closing = true;
    channel.close();
  }

  /** Cuts the connection. */
  @Override
  public void abort() {
    closing = true;
    LingeringClose.cut(channel);
    ended();
  }

  /** Closes an idle connection behind its last reply, and lets a busy one do so by itself. */
  @Override
  public void drain() {
    if (lingering) {
      channel.close();
    } else if (exchange == null && !closing) {
      connections.busy(this);
      closeGently();
    }
  }

  private void ended() {
    closing = true;
    readDeadline.end();
    writeWatch.end();
    input.releaseAll();
    Exchange current = exchange;
    exchange = null;
    if (current != null) {
      current.clientGone();
    }
    connections.closed(this);
  }

  /** Gives the connection over to a WebSocket; what was read and not used goes with it. */
  void upgrade(WebSocketUpgrade upgrade) {
    WebSocketConnection webSocket = new WebSocketConnection(connections, channel, upgrade, input);
    input = new InputQueue();
    exchange = null;
    boolean ended = inputEnded;
    // Before this one leaves: a stopping server must not find nobody here.
    connections.opened(webSocket);
    boolean pending = readPending;
    channel.pipeline().replace(this, "websocket", webSocket);
    webSocket.begin(pending, ended);
  }

  /**
   * Runs the action on the event loop and processes what has changed by it.
   *
   * @return false where the loop has ended
   */
  boolean onLoop(Runnable action) {
    if (channel.eventLoop().inEventLoop()) {
      action.run();
      process();
      return true;
    }
    return later(action);
  }

  /** Does the same behind what was given before from any thread, even on the loop. */
  boolean later(Runnable action) {
    try {
      channel
          .eventLoop()
          .execute(
              () -> {
                action.run();
                process();
              });
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  Connections connections() {
    return connections;
  }

  @Override
  public Channel channel() {
    return channel;
  }

  WriteWatch writeWatch() {
    return writeWatch;
  }

  boolean isSecure() {
    return Peers.isSecure(channel);
  }

  Peer peer() {
    if (peer == null) {
      peer = Peers.of(channel);
    }
    return peer;
  }
}
