package dev.signalbox.transport.undertow;

import dev.signalbox.api.transport.wire.Frames;
import io.undertow.connector.PooledByteBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.xnio.conduits.ConduitStreamSinkChannel;

/**
 * The frames that wait to be sent: any thread adds, the I/O thread copies as many as fit into one
 * buffer and writes them at once.
 */
final class WebSocketOutbox {
  /** Written at a stretch before other connections get their turn. */
  private static final int TURN_BUFFERS = 64;

  private record Outgoing(int opcode, ByteBuffer payload, CompletableFuture<Void> done) {}

  private final ClientConnection client;
  private final Queue<Outgoing> queue = new ConcurrentLinkedQueue<>();
  private final AtomicLong pending = new AtomicLong();

  // The rest belongs to the I/O thread.
  private final ArrayDeque<Outgoing> inBuffer = new ArrayDeque<>();
  private @Nullable Outgoing current;
  private @Nullable ByteBuffer left;
  private @Nullable PooledByteBuffer pooled;
  private byte @Nullable [] owedPong;

  WebSocketOutbox(ClientConnection client) {
    this.client = client;
  }

  CompletableFuture<Void> add(int opcode, ByteBuffer payload) {
    Outgoing added = new Outgoing(opcode, payload, new CompletableFuture<>());
    pending.addAndGet(payload.remaining());
    queue.add(added);
    return added.done();
  }

  /** Answers a ping; of several that wait for a slow client only the last counts (5.5.3). */
  void owePong(byte[] payload) {
    owedPong = payload;
  }

  long pendingBytes() {
    return pending.get();
  }

  /** What a {@link #write} came to. */
  enum State {
    /** Everything is with the socket. */
    EMPTY,
    /** The socket takes no more just now. */
    BLOCKED,
    /** There is more, and others have a turn first. */
    MORE
  }

  State write() throws IOException {
    ConduitStreamSinkChannel sink = client.connection().getSinkChannel();
    for (int turn = 0; turn < TURN_BUFFERS; turn++) {
      PooledByteBuffer buffer = pooled;
      if (buffer == null) {
        buffer = fill();
        if (buffer == null) {
          return sink.flush() ? State.EMPTY : State.BLOCKED;
        }
        pooled = buffer;
      }
      ByteBuffer bytes = buffer.getBuffer();
      while (bytes.hasRemaining()) {
        if (sink.write(bytes) == 0) {
          return State.BLOCKED;
        }
      }
      pooled = null;
      buffer.close();
      completeBuffered();
    }
    return State.MORE;
  }

  private @Nullable PooledByteBuffer fill() {
    if (left == null && owedPong == null && queue.isEmpty()) {
      return null;
    }
    PooledByteBuffer buffer = client.server().buffers().allocate();
    ByteBuffer bytes = buffer.getBuffer();
    while (next(bytes)) {
      ByteBuffer payload = left;
      if (payload == null) {
        break;
      }
      int count = Math.min(payload.remaining(), bytes.remaining());
      bytes.put(payload.slice(payload.position(), count));
      payload.position(payload.position() + count);
      if (payload.hasRemaining()) {
        break;
      }
      left = null;
      Outgoing finished = current;
      current = null;
      if (finished != null) {
        inBuffer.add(finished);
      }
    }
    bytes.flip();
    return buffer;
  }

  /** Makes sure of a payload with its header written; answers false where there is none. */
  private boolean next(ByteBuffer target) {
    if (left != null) {
      return target.hasRemaining();
    }
    if (target.remaining() < Frames.MOST_HEADER_BYTES + 1) {
      return false;
    }
    byte[] pong = owedPong;
    if (pong != null) {
      owedPong = null;
      begin(target, Frames.PONG, ByteBuffer.wrap(pong));
      return true;
    }
    Outgoing head = queue.poll();
    if (head == null) {
      return false;
    }
    current = head;
    begin(target, head.opcode(), head.payload().duplicate());
    return true;
  }

  private void begin(ByteBuffer target, int opcode, ByteBuffer payload) {
    Frames.putHeader(target, opcode, payload.remaining());
    left = payload;
  }

  private void completeBuffered() {
    Outgoing sent = inBuffer.poll();
    while (sent != null) {
      pending.addAndGet(-sent.payload().remaining());
      sent.done().complete(null);
      sent = inBuffer.poll();
    }
  }

  /** Fails what was not sent. */
  void fail() {
    PooledByteBuffer buffer = pooled;
    pooled = null;
    if (buffer != null) {
      buffer.close();
    }
    left = null;
    Outgoing half = current;
    current = null;
    if (half != null) {
      fail(half);
    }
    while (!inBuffer.isEmpty()) {
      fail(inBuffer.remove());
    }
    failQueued();
  }

  /** Fails what has not begun. */
  void failQueued() {
    Outgoing waiting = queue.poll();
    while (waiting != null) {
      fail(waiting);
      waiting = queue.poll();
    }
  }

  private void fail(Outgoing lost) {
    pending.addAndGet(-lost.payload().remaining());
    lost.done().completeExceptionally(new ClosedChannelException());
  }
}
