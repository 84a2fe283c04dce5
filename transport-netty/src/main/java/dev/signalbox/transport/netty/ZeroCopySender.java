package dev.signalbox.transport.netty;

import dev.signalbox.api.http.ResponseBody;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.DefaultFileRegion;

/** Hands a part of a file to the operating system, which closes the channel at its end. */
final class ZeroCopySender implements BodySender {
  private final Exchange exchange;
  private final ResponseBody.FileRegion region;

  ZeroCopySender(Exchange exchange, ResponseBody.FileRegion region) {
    this.exchange = exchange;
    this.region = region;
  }

  @Override
  public void start(ByteBuf head) {
    Channel channel = exchange.connection().channel();
    channel.write(head);
    // Netty releases the region, and with it the channel, once it is written or has failed.
    channel
        .writeAndFlush(new DefaultFileRegion(region.channel(), region.position(), region.count()))
        .addListener(
            written -> {
              if (written.isSuccess()) {
                exchange.connection().onLoop(exchange::sent);
              } else {
                exchange.broken();
              }
            });
  }

  @Override
  public void writabilityChanged() {}

  @Override
  public void abort() {}
}
