package dev.signalbox.transport.netty;

import dev.signalbox.api.http.ResponseBody;
import io.netty.buffer.ByteBuf;

/**
 * Writes the body of one response and tells its exchange of the end. For the event loop's thread.
 */
interface BodySender {
  /** Writes the head, and the body as far as the client takes it. */
  void start(ByteBuf head);

  /** The client takes more again, or no more for now. */
  void writabilityChanged();

  /** Frees what the body holds: the connection is gone. Does nothing behind the body's end. */
  void abort();

  static BodySender of(Exchange exchange, ResponseBody body, boolean chunks) {
    if (body instanceof ResponseBody.FileRegion region) {
      return FileSender.zeroCopyPossible(exchange, region)
          ? new ZeroCopySender(exchange, region)
          : new FileSender(exchange, region);
    }
    if (body instanceof ResponseBody.Stream stream) {
      return new StreamSender(exchange, stream, chunks);
    }
    return new BytesSender(exchange, body);
  }
}
