package dev.signalbox.api.transport.wire;

import dev.signalbox.api.error.RequestError;
import dev.signalbox.api.error.SignalboxException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;

/**
 * Finds the bytes of a request body among those of the connection, by length or by chunks (RFC 9112
 * sections 6 and 7).
 *
 * <p>Chunk extensions and trailers are accepted, bounded and dropped. Nothing is copied.
 */
public final class BodyDecoder {
  private enum State {
    SIZE,
    BLANK,
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

  /** The extensions of one chunk. */
  private static final int MOST_EXTENSION_BYTES = 1024;

  /** All trailers together. */
  private static final int MOST_TRAILER_BYTES = 8 * 1024;

  /** 15 digits fit a long with room; more are an attempt at overflow. */
  private static final int MOST_SIZE_DIGITS = 15;

  /** Tiny chunks make more views than bytes. */
  private static final int MOST_VIEWS = 1024;

  private final boolean chunked;
  private State state;
  private long left;
  private int digits;
  private int ignored;

  /** Decodes a body of that length, or one in chunks where it is empty. */
  public BodyDecoder(OptionalLong length) {
    chunked = length.isEmpty();
    left = length.orElse(0);
    state = chunked ? State.SIZE : left == 0 ? State.COMPLETE : State.DATA;
  }

  /** Says whether the body is at its end. */
  public boolean isComplete() {
    return state == State.COMPLETE;
  }

  /** Returns how many bytes may be read without reading beyond the body, as far as is known. */
  public int readable(int most) {
    return chunked ? most : (int) Math.min(most, left);
  }

  /**
   * Takes bytes up to the end of the body, or until there are 1024 views, and leaves the rest.
   *
   * @param views where slices of {@code in} are added that show the body's bytes
   * @throws SignalboxException {@code request.bad-body} where the framing is malformed: nothing
   *     more can be read, neither of this body nor of the connection
   */
  public void decode(ByteBuffer in, List<ByteBuffer> views) {
    while (in.hasRemaining() && state != State.COMPLETE && views.size() < MOST_VIEWS) {
      if (state == State.DATA) {
        takeData(in, views);
      } else {
        state = next(in.get());
      }
    }
  }

  private void takeData(ByteBuffer in, List<ByteBuffer> views) {
    int count = (int) Math.min(left, in.remaining());
    views.add(in.slice(in.position(), count));
    in.position(in.position() + count);
    left -= count;
    if (left == 0) {
      state = chunked ? State.DATA_RETURN : State.COMPLETE;
    }
  }

  private State next(byte b) {
    return switch (state) {
      case SIZE -> size(b);
      case BLANK -> {
        if (b == ';') {
          yield State.EXTENSION;
        }
        if (b != ' ' && b != '\t') {
          throw bad("chunk size (expected: hexadecimal digits)");
        }
        yield ignore(b, MOST_EXTENSION_BYTES, State.BLANK);
      }
      case EXTENSION ->
          b == '\r' ? State.SIZE_END : ignore(b, MOST_EXTENSION_BYTES, State.EXTENSION);
      case SIZE_END -> {
        ignored = 0;
        digits = 0;
        yield expect(b, '\n', left == 0 ? State.TRAILER_START : State.DATA);
      }
      case DATA_RETURN -> expect(b, '\r', State.DATA_END);
      case DATA_END -> expect(b, '\n', State.SIZE);
      case TRAILER_START ->
          b == '\r' ? State.LAST_END : ignore(b, MOST_TRAILER_BYTES, State.TRAILER);
      case TRAILER -> b == '\r' ? State.TRAILER_END : ignore(b, MOST_TRAILER_BYTES, State.TRAILER);
      case TRAILER_END -> expect(b, '\n', State.TRAILER_START);
      case LAST_END -> expect(b, '\n', State.COMPLETE);
      case DATA, COMPLETE -> throw new IllegalStateException("state: " + state);
    };
  }

  private State size(byte b) {
    int digit = Character.digit(b, 16);
    if (digit >= 0) {
      if (++digits > MOST_SIZE_DIGITS) {
        throw bad("chunk size (expected: at most " + MOST_SIZE_DIGITS + " digits)");
      }
      left = left << 4 | digit;
      return State.SIZE;
    }
    if (digits > 0 && b == '\r') {
      return State.SIZE_END;
    }
    if (digits > 0 && b == ';') {
      return State.EXTENSION;
    }
    if (digits > 0 && (b == ' ' || b == '\t')) {
      return State.BLANK;
    }
    throw bad("chunk size (expected: hexadecimal digits)");
  }

  private State ignore(byte b, int most, State then) {
    if ((b >= 0 && b < ' ' && b != '\t') || b == 0x7f) {
      throw bad("chunk extension or trailer (expected: no control character)");
    }
    if (++ignored > most) {
      throw bad("chunk extension or trailer (expected: at most " + most + " bytes)");
    }
    return then;
  }

  private static State expect(byte b, char wanted, State then) {
    if (b != wanted) {
      throw bad("chunk (expected: CR LF at its end)");
    }
    return then;
  }

  private static SignalboxException bad(String message) {
    return new SignalboxException(RequestError.BAD_BODY, message);
  }
}
