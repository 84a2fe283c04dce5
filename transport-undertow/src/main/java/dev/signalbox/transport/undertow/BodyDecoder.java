package dev.signalbox.transport.undertow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;

/**
 * Finds the bytes of a request body among those of the connection (RFC 9112 sections 6 and 7).
 *
 * <p>The engine's own reader of chunks keeps trailers without a bound and closes the connection on
 * a malformed chunk, where a client deserves to be told. Trailers are read and dropped here.
 */
final class BodyDecoder {
  private enum State {
    SIZE,
    EXTENSION,
    SIZE_END,
    DATA,
    DATA_RETURN,
    DATA_END,
    TRAILER_START,
    TRAILER,
    TRAILER_END,
    LAST_END,
    COMPLETE
  }

  /** Extensions of one chunk, and all trailers together. */
  private static final int MOST_IGNORED_BYTES = 8 * 1024;

  private static final int MOST_SIZE_DIGITS = 15;

  private final boolean chunked;
  private State state;
  private long left;
  private int digits;
  private int ignored;

  /** Decodes a body of that length, or one in chunks where it is empty. */
  BodyDecoder(OptionalLong length) {
    chunked = length.isEmpty();
    left = length.orElse(0);
    state = chunked ? State.SIZE : left == 0 ? State.COMPLETE : State.DATA;
  }

  boolean isComplete() {
    return state == State.COMPLETE;
  }

  /** Returns how many bytes may be read without reading beyond the body, as far as is known. */
  int readable(int most) {
    return chunked ? most : (int) Math.min(most, left);
  }

  /**
   * Takes bytes up to the end of the body.
   *
   * @param data where slices of {@code in} are added that hold the body's bytes
   * @throws IOException where the framing is malformed
   */
  void decode(ByteBuffer in, List<ByteBuffer> data) throws IOException {
    while (in.hasRemaining() && state != State.COMPLETE) {
      if (state == State.DATA) {
        takeData(in, data);
      } else {
        takeFraming(in.get());
      }
    }
  }

  private void takeData(ByteBuffer in, List<ByteBuffer> data) {
    int count = (int) Math.min(left, in.remaining());
    data.add(in.slice(in.position(), count));
    in.position(in.position() + count);
    left -= count;
    if (left == 0) {
      state = chunked ? State.DATA_RETURN : State.COMPLETE;
    }
  }

  private void takeFraming(byte b) throws IOException {
    switch (state) {
      case SIZE -> takeSize(b);
      case EXTENSION -> {
        if (b == '\r') {
          state = State.SIZE_END;
        } else {
          ignore(b);
        }
      }
      case SIZE_END -> {
        expect(b, '\n');
        state = left == 0 ? State.TRAILER_START : State.DATA;
        digits = 0;
      }
      case DATA_RETURN -> {
        expect(b, '\r');
        state = State.DATA_END;
      }
      case DATA_END -> {
        expect(b, '\n');
        state = State.SIZE;
        ignored = 0;
      }
      case TRAILER_START -> {
        if (b == '\r') {
          state = State.LAST_END;
        } else {
          ignore(b);
          state = State.TRAILER;
        }
      }
      case TRAILER -> {
        if (b == '\r') {
          state = State.TRAILER_END;
        } else {
          ignore(b);
        }
      }
      case TRAILER_END -> {
        expect(b, '\n');
        state = State.TRAILER_START;
      }
      case LAST_END -> {
        expect(b, '\n');
        state = State.COMPLETE;
      }
      case DATA, COMPLETE -> throw new IllegalStateException("state: " + state);
    }
  }

  private void takeSize(byte b) throws IOException {
    int digit = b >= 0 ? Character.digit(b, 16) : -1;
    if (digit >= 0) {
      if (++digits > MOST_SIZE_DIGITS) {
        throw new IOException("chunk size: too long");
      }
      left = left << 4 | digit;
    } else if (digits > 0 && b == '\r') {
      state = State.SIZE_END;
    } else if (digits > 0 && (b == ';' || b == ' ' || b == '\t')) {
      state = State.EXTENSION;
    } else {
      throw new IOException("chunk size: not hexadecimal");
    }
  }

  private void ignore(byte b) throws IOException {
    if ((b >= 0 && b < ' ' && b != '\t') || ++ignored > MOST_IGNORED_BYTES) {
      throw new IOException("chunk extension or trailer: malformed or too long");
    }
  }

  private static void expect(byte b, char wanted) throws IOException {
    if (b != wanted) {
      throw new IOException("chunk: line break missing");
    }
  }
}
