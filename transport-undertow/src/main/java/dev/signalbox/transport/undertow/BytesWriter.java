package dev.signalbox.transport.undertow;

import dev.signalbox.api.http.ResponseBody;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.xnio.channels.StreamSinkChannel;

/** Writes a body that lies in memory. */
final class BytesWriter extends ResponseWriter {
  /** The JDK copies a heap buffer as a whole, however little the socket takes of it. */
  private static final int SLICE = 128 * 1024;

  private final ByteBuffer bytes;

  BytesWriter(ServerExchange exchange, ResponseBody body) {
    super(exchange);
    this.bytes =
        body instanceof ResponseBody.Bytes memory
            ? memory.buffer().duplicate()
            : ByteBuffer.allocate(0);
  }

  @Override
  boolean writeSome(StreamSinkChannel sink) throws IOException {
    int end = bytes.limit();
    while (bytes.hasRemaining()) {
      bytes.limit(Math.min(end, bytes.position() + SLICE));
      int written;
      try {
        written = sink.write(bytes);
      } finally {
        bytes.limit(end);
      }
      if (written == 0) {
        awaitSocket();
        return false;
      }
    }
    return true;
  }

  @Override
  void free() {}
}
