package dev.signalbox.api.link.stream;

import dev.signalbox.api.http.ResponseBody;
import dev.signalbox.api.transport.wire.HandlerCall;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Gives a part of a file, which it reads where reading may block. */
final class FileSource implements BodySource {
  private final Wire wire;
  private final Executor readers;
  private final ResponseBody.FileRegion region;
  private long position;
  private long remaining;
  private boolean reading;
  private volatile boolean ended;

  FileSource(Wire wire, Executor readers, ResponseBody.FileRegion region) {
    this.wire = wire;
    this.readers = readers;
    this.region = region;
    position = region.position();
    remaining = region.count();
  }

  @Override
  public void pull(BodySender sender, int most) {
    if (reading || remaining == 0) {
      return;
    }
    reading = true;
    long from = position;
    long bytes = Math.min(remaining, (long) most * Wire.MESSAGE_BYTES);
    position += bytes;
    remaining -= bytes;
    try {
      readers.execute(() -> read(sender, from, bytes));
    } catch (RejectedExecutionException e) {
      sender.fail(e);
    }
  }

  private void read(BodySender sender, long from, long bytes) {
    long at = from;
    long end = from + bytes;
    try {
      while (at < end && !ended) {
        ByteBuffer message = message(at, (int) Math.min(end - at, Wire.MESSAGE_BYTES));
        at += message.remaining();
        wire.execute(() -> sender.offer(message));
      }
      wire.execute(
          () -> {
            reading = false;
            sender.pull();
          });
    } catch (IOException | RuntimeException e) {
      wire.execute(() -> sender.fail(e));
    }
  }

  private ByteBuffer message(long at, int size) throws IOException {
    ByteBuffer message = ByteBuffer.allocate(size);
    while (message.hasRemaining()) {
      if (region.channel().read(message, at + message.position()) < 0) {
        throw new EOFException("file ended early");
      }
    }
    return message.flip();
  }

  @Override
  public void end() {
    ended = true;
    HandlerCall.release(region);
  }
}
