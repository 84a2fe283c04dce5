package dev.signalbox.daemon.keeper;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Frames over a socket: a length of four bytes, the type in one, the body.
 *
 * <p>Any thread may send and close; one receives.
 */
final class FrameChannel implements Closeable {
  static final int VERSION = 1;

  private static final int HEAD = 5;
  private static final int MOST = 16 << 20;

  private final SocketChannel socket;
  private final ReentrantLock sending = new ReentrantLock();
  private final ByteBuffer received = ByteBuffer.allocateDirect(1 << 16).limit(0);

  FrameChannel(SocketChannel socket) {
    this.socket = socket;
  }

  void send(Frame frame) throws IOException {
    int length = frame.body().remaining();
    ByteBuffer all = ByteBuffer.allocate(HEAD + length);
    send(all.putInt(length).put(frame.type().code()).put(frame.body()).flip());
  }

  /**
   * Returns a buffer for a frame with a long and bytes that the caller appends; see {@link #send}.
   */
  static ByteBuffer allocate(int most) {
    return ByteBuffer.allocateDirect(HEAD + Long.BYTES + most);
  }

  /** Starts a frame in a buffer; what the caller appends is its end. */
  static void begin(ByteBuffer buffer, FrameType type, long number) {
    buffer.clear().putInt(0).put(type.code()).putLong(number);
  }

  /** Sends what was begun in a buffer. */
  void sendBegun(ByteBuffer buffer) throws IOException {
    buffer.flip();
    buffer.putInt(0, buffer.limit() - HEAD);
    send(buffer);
  }

  private void send(ByteBuffer bytes) throws IOException {
    sending.lock();
    try {
      while (bytes.hasRemaining()) {
        socket.write(bytes);
      }
    } finally {
      sending.unlock();
    }
  }

  /** Waits for the next frame; empty where the other side has closed. */
  Optional<Frame> receive() throws IOException {
    ByteBuffer head = ByteBuffer.allocate(HEAD);
    if (!fill(head)) {
      return Optional.empty();
    }
    int length = head.getInt();
    FrameType type = FrameType.of(head.get());
    if (length < 0 || length > MOST) {
      throw new IOException("frame length: " + length + " (expected: 0.." + MOST + ")");
    }
    ByteBuffer body = ByteBuffer.allocate(length);
    return fill(body) ? Optional.of(new Frame(type, body)) : Optional.empty();
  }

  private boolean fill(ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      if (!received.hasRemaining()) {
        received.clear();
        int n = socket.read(received);
        received.flip();
        if (n < 0) {
          return false;
        }
      }
      int n = Math.min(received.remaining(), buffer.remaining());
      buffer.put(buffer.position(), received, received.position(), n);
      buffer.position(buffer.position() + n);
      received.position(received.position() + n);
    }
    buffer.flip();
    return true;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
