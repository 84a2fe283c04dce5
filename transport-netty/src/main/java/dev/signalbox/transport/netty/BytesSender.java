package dev.signalbox.transport.netty;

import dev.signalbox.api.http.ResponseBody;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.nio.ByteBuffer;

/** Writes a body that is in memory, or none. */
final class BytesSender implements BodySender {
  /** Up to here one copy is cheaper than a second buffer. */
  private static final int COPY_LIMIT = 8 * 1024;

  private final Exchange exchange;
  private final ResponseBody body;

  BytesSender(Exchange exchange, ResponseBody body) {
    this.exchange = exchange;
    this.body = body;
  }

  @Override
  public void start(ByteBuf head) {
    Channel channel = exchange.connection().channel();
    if (body instanceof ResponseBody.Bytes bytes && bytes.buffer().hasRemaining()) {
      ByteBuffer buffer = bytes.buffer().duplicate();
      if (buffer.remaining() <= COPY_LIMIT) {
        channel.write(head.writeBytes(buffer));
      } else {
        channel.write(head);
        channel.write(Unpooled.wrappedBuffer(buffer));
      }
    } else {
      channel.write(head);
    }
    exchange.sent();
  }

  @Override
  public void writabilityChanged() {}

  @Override
  public void abort() {}
}
