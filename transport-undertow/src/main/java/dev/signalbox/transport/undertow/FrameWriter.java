package dev.signalbox.transport.undertow;

import dev.signalbox.api.transport.wire.Frames;
import dev.signalbox.api.transport.wire.WebSocketOutbox;
import io.undertow.connector.PooledByteBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xnio.conduits.ConduitStreamSinkChannel;

/**
 * Writes the frames of an outbox: copies as many as fit into one buffer and writes them at once.
 * Used on the I/O thread only.
 */
final class FrameWriter {
  /** Written at a stretch before other connections get their turn. */
  private static final int TURN_BUFFERS = 64;

  private final ClientConnection client;
  private final WebSocketOutbox outbox;
  private final ArrayDeque<WebSocketOutbox.Frame> inBuffer = new ArrayDeque<>();
  private WebSocketOutbox.@Nullable Frame current;
  private @Nullable ByteBuffer left;
  private @Nullable PooledByteBuffer pooled;

  FrameWriter(ClientConnection client, WebSocketOutbox outbox) {
    this.client = client;
    this.outbox = outbox;
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
        if (left == null && outbox.isEmpty()) {
          return sink.flush() ? State.EMPTY : State.BLOCKED;
        }
        buffer = fill();
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
      tellSent();
    }
    return State.MORE;
  }

  private PooledByteBuffer fill() {
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
      WebSocketOutbox.Frame finished = current;
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
    Optional<WebSocketOutbox.Frame> taken = outbox.next();
    if (taken.isEmpty()) {
      return false;
    }
    WebSocketOutbox.Frame frame = taken.get();
    current = frame;
    left = frame.payload().duplicate();
    Frames.putHeader(target, frame.opcode(), frame.payload().remaining());
    return true;
  }

  private void tellSent() {
    WebSocketOutbox.Frame sent = inBuffer.poll();
    while (sent != null) {
      sent.sent();
      sent = inBuffer.poll();
    }
  }

  /** Loses what was taken and not sent. */
  void fail() {
    PooledByteBuffer buffer = pooled;
    pooled = null;
    if (buffer != null) {
      buffer.close();
    }
    left = null;
    WebSocketOutbox.Frame half = current;
    current = null;
    if (half != null) {
      half.lost();
    }
    while (!inBuffer.isEmpty()) {
      inBuffer.remove().lost();
    }
  }
}
