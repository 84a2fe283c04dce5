package dev.signalbox.api.http;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Flow;

/**
 * The body of a request, read straight from the socket: what is not asked for stays in the sender.
 *
 * <p>One subscriber at most; a second gets {@code onError} with {@code IllegalStateException}. The
 * first {@code request(n)} also sends {@code 100 Continue} where the client waits for it. Each item
 * is a list of buffers that are <em>lent</em>: they are valid until the subscriber next calls
 * {@code request} or {@code cancel}, or gets its end signal, and must not be written to. Signals
 * come one after the other, on an I/O thread, and must not block. {@code request} and {@code
 * cancel} may be called from any thread.
 *
 * <p>A body that ends early, is malformed, or comes too slowly ends in {@code onError}. {@code
 * cancel}, or never subscribing, leaves the rest unread: the transport answers first, discards a
 * bounded amount, then closes.
 */
public interface RequestBody extends Flow.Publisher<List<ByteBuffer>> {
  /** Returns the declared number of bytes; empty where it is sent in chunks. */
  OptionalLong length();

  /** Returns a body of no bytes. */
  static RequestBody empty() {
    return BytesRequestBody.EMPTY;
  }

  /** Returns a body of the array's bytes; the array is not copied and must not change any more. */
  static RequestBody of(byte[] bytes) {
    return new BytesRequestBody(bytes);
  }
}
