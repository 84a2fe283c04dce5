package dev.signalbox.api.link.dial;

import dev.signalbox.api.transport.wire.Frames;
import dev.signalbox.api.transport.wire.WebSocketOutbox.Frame;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes a client's frames, masked, on a thread of its own: as many at once as there are. */
final class FrameWriter {
  /** Four records of TLS. */
  private static final int BUFFER_BYTES = 64 * 1024;

  private final OutputStream out;
  private final Consumer<List<Frame>> written;
  private final SecureRandom random = new SecureRandom();

  /** What is to be written; empty for the end. */
  private final BlockingQueue<Optional<Frame>> queue = new LinkedBlockingQueue<>();

  private final ByteBuffer buffer = ByteBuffer.wrap(new byte[BUFFER_BYTES]);
  private List<Frame> finished = new ArrayList<>();
  private @Nullable Frame current;

  /**
   * Plans the writing.
   *
   * @param written told of frames whose every byte was written, on the writing thread
   */
  FrameWriter(OutputStream out, Consumer<List<Frame>> written) {
    this.out = out;
    this.written = written;
  }

  /** Writes that behind what was given before; by any thread. */
  void write(Frame frame) {
    queue.add(Optional.of(frame));
  }

  /** Writes nothing more than what was given before; by any thread. */
  void end() {
    queue.add(Optional.empty());
  }

  /** Writes until the end is said, or the connection fails. */
  void run() throws IOException, InterruptedException {
    while (true) {
      Optional<Frame> next = queue.take();
      while (next != null && next.isPresent()) {
        put(next.get());
        next = queue.poll();
      }
      flush();
      if (next != null) {
        return;
      }
    }
  }

  /** Returns the frames that were given and will not be written, once {@link #run} is over. */
  List<Frame> unwritten() {
    List<Frame> left = new ArrayList<>(finished);
    finished.clear();
    if (current != null) {
      left.add(current);
      current = null;
    }
    for (Optional<Frame> next = queue.poll(); next != null; next = queue.poll()) {
      next.ifPresent(left::add);
    }
    return left;
  }

  private void put(Frame frame) throws IOException {
    current = frame;
    if (buffer.remaining() < Frames.MOST_MASKED_HEADER_BYTES) {
      flush();
    }
    ByteBuffer payload = frame.payload().duplicate();
    int key = random.nextInt();
    int length = payload.remaining();
    Frames.putMaskedHeader(buffer, frame.opcode(), length, key);
    int done = 0;
    while (done < length) {
      if (!buffer.hasRemaining()) {
        flush();
      }
      int from = buffer.position();
      int count = Math.min(buffer.remaining(), length - done);
      payload.get(buffer.array(), from, count);
      Frames.mask(buffer.array(), from, count, key, done);
      buffer.position(from + count);
      done += count;
    }
    current = null;
    finished.add(frame);
  }

  private void flush() throws IOException {
    if (buffer.position() > 0) {
      out.write(buffer.array(), 0, buffer.position());
      buffer.clear();
    }
    if (!finished.isEmpty()) {
      List<Frame> whole = finished;
      finished = new ArrayList<>();
      written.accept(whole);
    }
  }
}
