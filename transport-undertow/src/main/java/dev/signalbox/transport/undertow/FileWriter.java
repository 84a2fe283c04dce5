package dev.signalbox.transport.undertow;

import dev.signalbox.api.http.ResponseBody;
import dev.signalbox.api.transport.wire.HandlerCall;
import io.undertow.connector.PooledByteBuffer;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;
import org.xnio.channels.StreamSinkChannel;

/**
 * Writes a part of a file: from file to socket within the kernel, or through one bounded buffer
 * where TLS must see the bytes.
 */
final class FileWriter extends ResponseWriter {
  private final ResponseBody.FileRegion region;
  private final FileChannel file;
  private final long end;
  private final boolean secure;
  private long position;

  /** Not before the head is out: until then the engine reads from the channel's own position. */
  private boolean direct;

  private @Nullable PooledByteBuffer pooled;

  FileWriter(ServerExchange exchange, ResponseBody.FileRegion region) {
    super(exchange);
    this.region = region;
    this.file = region.channel();
    this.position = region.position();
    this.end = region.position() + region.count();
    this.secure = exchange.client().peer().secure();
  }

  @Override
  boolean writeSome(StreamSinkChannel sink) throws IOException {
    return direct ? transfer(sink) : writeBuffered(sink);
  }

  private boolean transfer(StreamSinkChannel sink) throws IOException {
    long turnEnd = position + TURN_BYTES;
    while (position < end) {
      if (position >= turnEnd) {
        yieldTurn();
        return false;
      }
      long sent = sink.transferFrom(file, position, Math.min(end, turnEnd) - position);
      if (sent <= 0) {
        if (position >= file.size()) {
          throw new EOFException();
        }
        awaitSocket();
        return false;
      }
      position += sent;
    }
    return true;
  }

  private boolean writeBuffered(StreamSinkChannel sink) throws IOException {
    long turnEnd = position + TURN_BYTES;
    while (position < end || pooled != null) {
      PooledByteBuffer current = pooled;
      if (current == null) {
        if (position >= turnEnd) {
          yieldTurn();
          return false;
        }
        current = exchange().client().server().transferBuffers().allocate();
        pooled = current;
        fill(current.getBuffer());
      }
      ByteBuffer buffer = current.getBuffer();
      if (sink.write(buffer) == 0) {
        awaitSocket();
        return false;
      }
      if (!buffer.hasRemaining()) {
        pooled = null;
        current.close();
        if (!secure) {
          direct = true;
          return transfer(sink);
        }
      }
    }
    return true;
  }

  private void fill(ByteBuffer buffer) throws IOException {
    buffer.limit((int) Math.min(buffer.capacity(), end - position));
    while (buffer.hasRemaining()) {
      int read = file.read(buffer, position);
      if (read < 0) {
        throw new EOFException();
      }
      position += read;
    }
    buffer.flip();
  }

  @Override
  void free() {
    PooledByteBuffer current = pooled;
    pooled = null;
    if (current != null) {
      current.close();
    }
    HandlerCall.release(region);
  }
}
