package dev.signalbox.daemon.keeper;

import dev.signalbox.api.error.SignalboxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/** What was asked of a run and is not confirmed yet. Safe for any thread. */
final class PendingInput {
  /** How many bytes of input may be on their way. */
  static final int MOST = 1 << 20;

  private record Piece(int bytes, CompletableFuture<Void> stage) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Long, Piece> pieces = new HashMap<>();
  private final AtomicLong numbers = new AtomicLong();
  private long bytes;

  /**
   * Reserves room for input.
   *
   * @throws SignalboxException {@code keeper.input-full}
   */
  void reserve(int length) {
    lock.lock();
    try {
      if (bytes > 0 && bytes + length > MOST) {
        throw new SignalboxException(
            KeeperError.INPUT_FULL, "The program does not read its input.");
      }
      bytes += length;
    } finally {
      lock.unlock();
    }
  }

  /** Notes a piece whose room was reserved; 0 bytes for what is not input. */
  long add(int length, CompletableFuture<Void> stage) {
    lock.lock();
    try {
      long number = numbers.incrementAndGet();
      pieces.put(number, new Piece(length, stage));
      return number;
    } finally {
      lock.unlock();
    }
  }

  /** Settles one piece. */
  void done(long number, String failure, KeeperError code) {
    Piece piece;
    lock.lock();
    try {
      piece = pieces.remove(number);
      if (piece == null) {
        return;
      }
      bytes -= piece.bytes;
    } finally {
      lock.unlock();
    }
    if (failure.isEmpty()) {
      piece.stage.complete(null);
    } else {
      piece.stage.completeExceptionally(new SignalboxException(code, failure));
    }
  }

  boolean isInput(long number) {
    lock.lock();
    try {
      Piece piece = pieces.get(number);
      return piece != null && piece.bytes > 0;
    } finally {
      lock.unlock();
    }
  }

  /** Fails all input. */
  void failInput(KeeperError code, String message) {
    for (long number : numbers(true)) {
      done(number, message, code);
    }
  }

  /** Settles all that is not input. */
  void settleKills() {
    for (long number : kills()) {
      done(number, "", KeeperError.KILL_FAILED);
    }
  }

  List<Long> kills() {
    return numbers(false);
  }

  private List<Long> numbers(boolean input) {
    lock.lock();
    try {
      List<Long> found = new ArrayList<>();
      pieces.forEach(
          (number, piece) -> {
            if (piece.bytes > 0 == input) {
              found.add(number);
            }
          });
      return found;
    } finally {
      lock.unlock();
    }
  }
}
