package dev.signalbox.transport.netty;

import dev.signalbox.api.error.RequestError;
import dev.signalbox.api.error.SignalboxException;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;

/**
 * Finds a body's bytes in what the socket gave, by length or by chunks (RFC 9112 section 7.1).
 *
 * <p>Chunk extensions and trailers are accepted, bounded and dropped.
 */
final class BodyDecoder {
  private static final int MAX_EXTENSION_BYTES = 1024;
  private static final int MAX_TRAILER_BYTES = 8 * 1024;

  /** Tiny chunks make more views than bytes. */
  private static final int MAX_VIEWS = 1024;

  private enum State {
    DATA,
    SIZE,
    EXTENSION,
    SIZE_LF,
    DATA_CR,
    DATA_LF,
    TRAILER_START,
    TRAILER,
    TRAILER_LF,
    LAST_LF,
    COMPLETE
  }

  private final boolean chunked;
  private State state;
  private long remaining;
  private int digits;
  private int skipped;

  BodyDecoder(OptionalLong length) {
    chunked = length.isEmpty();
    remaining = length.orElse(0);
    state = chunked ? State.SIZE : remaining == 0 ? State.COMPLETE : State.DATA;
  }

  boolean isComplete() {
    return state == State.COMPLETE;
  }

  /**
   * Takes bytes from the buffer, at most to the end of the body, and adds views of the body's own.
   *
   * @throws SignalboxException {@code request.bad-body}
   */
  void decode(ByteBuf buffer, List<ByteBuffer> views) {
    while (buffer.isReadable() && state != State.COMPLETE && views.size() < MAX_VIEWS) {
      if (state == State.DATA) {
        int count = (int) Math.min(remaining, buffer.readableBytes());
        views.add(buffer.nioBuffer(buffer.readerIndex(), count));
        buffer.skipBytes(count);
        remaining -= count;
        if (remaining == 0) {
          state = chunked ? State.DATA_CR : State.COMPLETE;
        }
      } else {
        state = next(buffer.readByte());
      }
    }
  }

  private State next(byte b) {
    return switch (state) {
      case SIZE -> size(b);
      case EXTENSION -> {
        if (b == '\r') {
          yield State.SIZE_LF;
        }
        skip(b, MAX_EXTENSION_BYTES);
        yield State.EXTENSION;
      }
      case SIZE_LF -> {
        expect(b, '\n');
        skipped = 0;
        digits = 0;
        yield remaining == 0 ? State.TRAILER_START : State.DATA;
      }
      case DATA_CR -> {
        expect(b, '\r');
        yield State.DATA_LF;
      }
      case DATA_LF -> {
        expect(b, '\n');
        yield State.SIZE;
      }
      case TRAILER_START, TRAILER -> {
        if (b == '\r') {
          yield state == State.TRAILER_START ? State.LAST_LF : State.TRAILER_LF;
        }
        skip(b, MAX_TRAILER_BYTES);
        yield State.TRAILER;
      }
      case TRAILER_LF -> {
        expect(b, '\n');
        yield State.TRAILER_START;
      }
      case LAST_LF -> {
        expect(b, '\n');
        yield State.COMPLETE;
      }
      case DATA, COMPLETE -> throw new IllegalStateException(state.toString());
    };
  }

  private State size(byte b) {
    int digit = Character.digit(b, 16);
    if (digit >= 0) {
      // 15 digits fit a long with room; more are an attempt at overflow.
      if (++digits > 15) {
        throw bad("chunk size (expected: at most 15 digits)");
      }
      remaining = remaining * 16 + digit;
      return State.SIZE;
    }
    if (digits == 0) {
      throw bad("chunk size (expected: a hexadecimal digit)");
    }
    return switch (b) {
      case '\r' -> State.SIZE_LF;
      case ';' -> State.EXTENSION;
      default -> throw bad("chunk size (expected: hexadecimal digits)");
    };
  }

  private void skip(byte b, int limit) {
    if ((b >= 0 && b < ' ' && b != '\t') || b == 0x7f) {
      throw bad("chunk extension or trailer (expected: no control character)");
    }
    if (++skipped > limit) {
      throw bad("chunk extension or trailer (expected: at most " + limit + " bytes)");
    }
  }

  private static void expect(byte b, char expected) {
    if (b != expected) {
      throw bad("chunk (expected: CR LF at its end)");
    }
  }

  private static SignalboxException bad(String message) {
    return new SignalboxException(RequestError.BAD_BODY, message);
  }
}
