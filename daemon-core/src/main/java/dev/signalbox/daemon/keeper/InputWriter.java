package dev.signalbox.daemon.keeper;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Writes input to one program in the order in which it came, on a thread that exists only once
 * there is some, since a program that does not read blocks it.
 *
 * <p>How much may be waiting is bounded by the sender.
 */
final class InputWriter implements Closeable {
  /** Learns what became of one piece of input. */
  interface Outcome {
    /**
     * @param failure why it was not written; null where it was
     */
    void done(@Nullable String failure);
  }

  private record Piece(ByteBuffer bytes, Outcome outcome) {}

  private final FileChannel pipe;
  private final String name;
  private final BlockingQueue<Optional<Piece>> pieces = new LinkedBlockingQueue<>();
  private @Nullable Thread thread;
  private boolean closed;

  InputWriter(Path fifo, String name) throws IOException {
    // Opened for reading too, since opening for writing alone waits for a reader.
    this.pipe = FileChannel.open(fifo, StandardOpenOption.READ, StandardOpenOption.WRITE);
    this.name = name;
  }

  void write(ByteBuffer bytes, Outcome outcome) {
    synchronized (this) {
      if (!closed) {
        pieces.add(Optional.of(new Piece(bytes, outcome)));
        if (thread == null) {
          thread = new Thread(null, this::run, name, 128 << 10);
          thread.setDaemon(true);
          thread.start();
        }
        return;
      }
    }
    outcome.done("the program has ended");
  }

  private void run() {
    try {
      Optional<Piece> piece = pieces.take();
      while (piece.isPresent()) {
        piece.get().outcome().done(write(piece.get().bytes()));
        piece = pieces.take();
      }
    } catch (InterruptedException e) {
      throw new AssertionError("nothing interrupts a keeper's thread", e);
    }
  }

  private @Nullable String write(ByteBuffer bytes) {
    try {
      while (bytes.hasRemaining()) {
        pipe.write(bytes);
      }
      return null;
    } catch (IOException e) {
      return "the program has ended";
    }
  }

  @Override
  public void close() throws IOException {
    synchronized (this) {
      closed = true;
      pieces.add(Optional.empty());
    }
    pipe.close();
  }
}
