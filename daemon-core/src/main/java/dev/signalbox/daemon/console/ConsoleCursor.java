package dev.signalbox.daemon.console;

import static java.util.Objects.requireNonNull;

import java.io.IOException;

/**
 * One reader's place in a log.
 *
 * <p>A reader that is so slow that its bytes were dropped skips forward to near the end, so that it
 * sees what happens now instead of chasing the oldest file. For one thread at a time.
 */
final class ConsoleCursor {
  private static final int MOST = 64 << 10;

  private final ConsoleLog log;
  private final long nearEnd;
  private long offset;
  private boolean moved;

  /**
   * @param nearEnd how many bytes before the end a reader that fell behind goes on
   */
  ConsoleCursor(ConsoleLog log, long offset, long nearEnd) {
    this.log = requireNonNull(log, "log");
    this.offset = offset;
    this.nearEnd = nearEnd;
  }

  long offset() {
    return offset;
  }

  /** Returns what comes next, and moves behind it. */
  ConsolePiece next() throws IOException {
    ConsolePiece piece = log.read(offset, MOST);
    if (piece instanceof ConsolePiece.Gap) {
      piece = widened();
    }
    offset = piece.next();
    moved |= piece instanceof ConsolePiece.Output;
    return piece;
  }

  /** One gap to where the next byte is, instead of one for each file that was dropped. */
  private ConsolePiece.Gap widened() throws IOException {
    long from = offset;
    long to = offset;
    boolean dropped = offset < log.oldest();
    if (dropped) {
      to = log.oldest();
      if (moved) {
        to = Math.max(to, log.end() - nearEnd);
      }
    }
    ConsolePiece after = log.read(to, MOST);
    while (after instanceof ConsolePiece.Gap) {
      to = after.next();
      after = log.read(to, MOST);
    }
    return new ConsolePiece.Gap(from, to);
  }
}
