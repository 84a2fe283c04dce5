package dev.signalbox.transport.netty;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.api.http.WebSocketSession;
import dev.signalbox.api.transport.wire.CloseReason;
import dev.signalbox.api.transport.wire.Frames;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The outbound side of one WebSocket: any thread adds to a queue, one task on the event loop
 * empties it and flushes once, for as long as the client takes it.
 */
final class NettyWebSocketSession implements WebSocketSession {
  private record Outgoing(int opcode, ByteBuffer payload, CompletableFuture<Void> done) {}

  private final WebSocketConnection connection;
  private final Channel channel;
  private final String subprotocol;
  private final Queue<Outgoing> queue = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final AtomicLong pending = new AtomicLong();

  /** Set once, by whichever side begins to close. */
  private final AtomicReference<@Nullable CloseReason> close = new AtomicReference<>();

  private boolean closeWritten;
  private boolean draining;
  private volatile boolean ended;
  private byte @Nullable [] owedPong;

  NettyWebSocketSession(WebSocketConnection connection, Channel channel, String subprotocol) {
    this.connection = connection;
    this.channel = channel;
    this.subprotocol = subprotocol;
  }

  @Override
  public String subprotocol() {
    return subprotocol;
  }

  @Override
  public void request(long n) {
    if (n <= 0) {
      throw new IllegalArgumentException("n: " + n + " (expected: > 0)");
    }
    onLoop(() -> connection.request(n));
  }

  @Override
  public CompletionStage<Void> sendText(String text) {
    return send(Frames.TEXT, ByteBuffer.wrap(text.getBytes(UTF_8)));
  }

  @Override
  public CompletionStage<Void> sendBinary(ByteBuffer data) {
    return send(Frames.BINARY, data.duplicate());
  }

  private CompletionStage<Void> send(int opcode, ByteBuffer payload) {
    if (close.get() != null || ended) {
      return CompletableFuture.failedStage(new ClosedChannelException());
    }
    Outgoing outgoing = new Outgoing(opcode, payload, new CompletableFuture<>());
    pending.addAndGet(payload.remaining());
    queue.add(outgoing);
    schedule();
    return outgoing.done();
  }

  @Override
  public long pendingBytes() {
    return pending.get();
  }

  @Override
  public void close(int code, String reason) {
    if (close.compareAndSet(null, CloseReason.toSend(code, reason))) {
      onLoop(
          () -> {
            connection.closing();
            drain();
          });
    }
  }

  @Override
  public void abort() {
    LingeringClose.cut(channel);
  }

  @Override
  public boolean isOpen() {
    return close.get() == null && !ended;
  }

  /** Closes for the transport, on the event loop; answers false where closing had begun. */
  boolean closeFor(CloseReason reason) {
    if (!close.compareAndSet(null, reason)) {
      return false;
    }
    connection.closing();
    drain();
    return true;
  }

  /** Answers the peer's close, or finds that it answers ours; then the connection may end. */
  void answerClose(CloseReason answer) {
    close.compareAndSet(null, answer);
    if (closeWritten) {
      channel.close();
    } else {
      failQueued();
      drain();
    }
  }

  void ping() {
    if (!closeWritten) {
      channel.writeAndFlush(FrameBuffers.of(channel.alloc(), Frames.PING, ByteBuffer.allocate(0)));
    }
  }

  /** Answers a ping; of several that wait for a slow client only the last (RFC 6455, 5.5.3). */
  void pong(byte[] payload) {
    if (closeWritten) {
      return;
    }
    owedPong = payload;
    drain();
  }

  /** The connection is no more. */
  void ended() {
    ended = true;
    failQueued();
  }

  private void schedule() {
    if (scheduled.compareAndSet(false, true)) {
      onLoopLater();
    }
  }

  private void onLoopLater() {
    try {
      channel.eventLoop().execute(this::drain);
    } catch (RejectedExecutionException e) {
      ended();
    }
  }

  private void onLoop(Runnable action) {
    if (channel.eventLoop().inEventLoop()) {
      action.run();
      return;
    }
    try {
      channel.eventLoop().execute(action);
    } catch (RejectedExecutionException e) {
      ended();
    }
  }

  /** Writes what waits, as far as the client takes it; on the event loop. */
  void drain() {
    if (draining) {
      return;
    }
    draining = true;
    scheduled.set(false);
    try {
      // Flushing may make room at once, which is then told from within.
      boolean more = true;
      while (more) {
        more = writeQueued() && channel.isWritable();
      }
    } finally {
      draining = false;
    }
    if (ended || !channel.isActive()) {
      failQueued();
    }
  }

  /** Writes and flushes as much as there is room for, and says whether that was anything. */
  private boolean writeQueued() {
    boolean written = false;
    while (channel.isWritable() && !closeWritten) {
      byte[] pong = owedPong;
      Outgoing next = pong == null ? queue.poll() : null;
      if (pong != null) {
        owedPong = null;
        channel.write(FrameBuffers.of(channel.alloc(), Frames.PONG, ByteBuffer.wrap(pong)));
      } else if (next != null) {
        ByteBuf frame = FrameBuffers.of(channel.alloc(), next.opcode(), next.payload());
        channel.write(frame).addListener(done -> completed(next, done.cause()));
      } else {
        break;
      }
      written = true;
    }
    CloseReason wanted = close.get();
    if (wanted != null && !closeWritten && queue.isEmpty()) {
      closeWritten = true;
      channel
          .write(FrameBuffers.of(channel.alloc(), Frames.CLOSE, wanted.payload()))
          .addListener(done -> connection.closeSent());
      written = true;
    }
    if (written) {
      channel.flush();
    }
    return written;
  }

  private void failQueued() {
    for (Outgoing next = queue.poll(); next != null; next = queue.poll()) {
      completed(next, new ClosedChannelException());
    }
  }

  private void completed(Outgoing outgoing, @Nullable Throwable failure) {
    pending.addAndGet(-outgoing.payload().remaining());
    if (failure == null) {
      outgoing.done().complete(null);
    } else {
      outgoing.done().completeExceptionally(failure);
    }
  }
}
