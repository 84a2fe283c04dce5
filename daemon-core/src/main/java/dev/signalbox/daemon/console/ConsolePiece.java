package dev.signalbox.daemon.console;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;

/** What stands in a log at one offset. */
public sealed interface ConsolePiece {
  /** Returns the offset after it. */
  long next();

  /**
   * Output.
   *
   * @param from offset of the first byte
   * @param data read-only; many readers may hold the same bytes, which never change
   */
  record Output(long from, ByteBuffer data) implements ConsolePiece {
    public Output {
      requireNonNull(data, "data");
    }

    @Override
    public long next() {
      return from + data.remaining();
    }
  }

  /** Bytes that are not held: dropped for their age, or lost before they came here. */
  record Gap(long from, long to) implements ConsolePiece {
    @Override
    public long next() {
      return to;
    }
  }

  /** Nothing yet: this is the end. */
  record End(long at) implements ConsolePiece {
    @Override
    public long next() {
      return at;
    }
  }
}
