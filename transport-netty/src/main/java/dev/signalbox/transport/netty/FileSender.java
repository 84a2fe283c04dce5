package dev.signalbox.transport.netty;

import dev.signalbox.api.http.ResponseBody;
import dev.signalbox.api.transport.wire.HandlerCall;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.io.EOFException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a part of a file through buffers of 64 KiB, as many as the client takes. */
final class FileSender implements BodySender {
  private static final Logger log = LoggerFactory.getLogger(FileSender.class);
  private static final int BUFFER_BYTES = 64 * 1024;

  private final Exchange exchange;
  private final ResponseBody.FileRegion region;
  private long position;
  private long remaining;
  private boolean ended;

  FileSender(Exchange exchange, ResponseBody.FileRegion region) {
    this.exchange = exchange;
    this.region = region;
    position = region.position();
    remaining = region.count();
  }

  /** Zero copy needs a plain socket, something to send, and a channel of the JDK's own. */
  static boolean zeroCopyPossible(Exchange exchange, ResponseBody.FileRegion region) {
    return !exchange.connection().isSecure()
        && region.count() > 0
        // Netty's epoll takes the descriptor from a field of this very class.
        && region.channel().getClass().getName().equals("sun.nio.ch.FileChannelImpl");
  }

  @Override
  public void start(ByteBuf head) {
    exchange.connection().channel().write(head);
    send();
  }

  @Override
  public void writabilityChanged() {
    send();
  }

  @Override
  public void abort() {
    end();
  }

  private void send() {
    Channel channel = exchange.connection().channel();
    while (!ended && channel.isWritable()) {
      if (remaining == 0) {
        end();
        exchange.sent();
        return;
      }
      ByteBuf buffer;
      try {
        buffer = next(channel);
      } catch (IOException | RuntimeException e) {
        log.warn("file not sent to its end", e);
        end();
        exchange.broken();
        return;
      }
      // Each is flushed, so that TLS encrypts and counts it before the next is read.
      channel.writeAndFlush(buffer);
    }
  }

  private ByteBuf next(Channel channel) throws IOException {
    int wanted = (int) Math.min(BUFFER_BYTES, remaining);
    ByteBuf buffer = channel.alloc().directBuffer(wanted, wanted);
    try {
      int count = buffer.writeBytes(region.channel(), position, wanted);
      if (count <= 0) {
        throw new EOFException("file ended " + remaining + " bytes early");
      }
      position += count;
      remaining -= count;
      return buffer;
    } catch (IOException | RuntimeException e) {
      buffer.release();
      throw e;
    }
  }

  private void end() {
    if (ended) {
      return;
    }
    ended = true;
    HandlerCall.release(region);
  }
}
