package dev.signalbox.api.http;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.OptionalLong;
import java.util.concurrent.Flow;

/**
 * The body of a response, in one of four shapes.
 *
 * <p>A reply hands its body over. Whoever takes it writes it or {@linkplain #release() releases}
 * it, exactly once.
 */
public sealed interface ResponseBody {
  /** Returns the number of bytes, where it is known beforehand. */
  OptionalLong length();

  /**
   * Frees what an unsent body holds: closes a file, cancels a stream. Only for a body that nobody
   * has begun to write; a second call does nothing more than the first.
   */
  void release();

  static ResponseBody empty() {
    return Empty.INSTANCE;
  }

  /** Returns a body of the array's bytes; the array is not copied and must not change any more. */
  static ResponseBody of(byte[] bytes) {
    return new Bytes(ByteBuffer.wrap(bytes));
  }

  static ResponseBody of(FileChannel channel, long position, long count) {
    return new FileRegion(channel, position, count);
  }

  static ResponseBody of(Flow.Publisher<ByteBuffer> publisher, OptionalLong length) {
    return new Stream(publisher, length);
  }

  /** No body. */
  enum Empty implements ResponseBody {
    INSTANCE;

    @Override
    public OptionalLong length() {
      return OptionalLong.of(0);
    }

    @Override
    public void release() {}
  }

  /**
   * The bytes between the buffer's position and limit; readers duplicate the buffer and leave its
   * position alone.
   */
  record Bytes(ByteBuffer buffer) implements ResponseBody {
    public Bytes {
      requireNonNull(buffer, "buffer");
    }

    @Override
    public OptionalLong length() {
      return OptionalLong.of(buffer.remaining());
    }

    @Override
    public void release() {}
  }

  /**
   * A part of an open file, sent without copying where the transport can.
   *
   * <p>The transport reads by absolute position and closes the channel exactly once, on every path.
   * A file that turns out shorter than promised, or a channel that somebody closes meanwhile, ends
   * the connection without a clean end of the response, so that the client sees a broken transfer
   * and not a short file.
   */
  record FileRegion(FileChannel channel, long position, long count) implements ResponseBody {
    public FileRegion {
      requireNonNull(channel, "channel");
      if (position < 0) {
        throw new IllegalArgumentException("position: " + position + " (expected: >= 0)");
      }
      if (count < 0) {
        throw new IllegalArgumentException("count: " + count + " (expected: >= 0)");
      }
    }

    @Override
    public OptionalLong length() {
      return OptionalLong.of(count);
    }

    @Override
    public void release() {
      try {
        channel.close();
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  /**
   * Bytes as they are made.
   *
   * <p>The transport subscribes once. Each buffer passes to the transport, which reads between
   * position and limit of a duplicate; the publisher does not change it before the next {@code
   * request}. With a {@code length} the response ends when that many bytes were written and the
   * subscription is then cancelled or complete, whichever comes first; more or fewer bytes than
   * promised, and {@code onError}, end the connection without a clean end of the response. Without
   * a length it is sent in chunks. {@code cancel} tells the publisher that the client is gone.
   */
  record Stream(Flow.Publisher<ByteBuffer> publisher, OptionalLong length) implements ResponseBody {
    public Stream {
      requireNonNull(publisher, "publisher");
      requireNonNull(length, "length");
    }

    @Override
    public void release() {
      publisher.subscribe(CancellingSubscriber.INSTANCE);
    }
  }
}
