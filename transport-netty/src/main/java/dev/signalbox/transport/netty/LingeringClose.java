package dev.signalbox.transport.netty;

import dev.signalbox.api.transport.HttpLimits;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Ends a connection whose client may still be sending: closes our side, discards a bounded amount,
 * then closes. It sits before TLS, so that discarding costs no decryption.
 */
final class LingeringClose extends ChannelInboundHandlerAdapter {
  private final Future<?> cutOff;
  private final Connections connections;
  private long budget;

  private LingeringClose(Future<?> cutOff, Connections connections) {
    this.cutOff = cutOff;
    this.connections = connections;
    this.budget = connections.limits().discardBytes();
  }

  static void begin(ChannelPipeline pipeline, Connections connections) {
    HttpLimits limits = connections.limits();
    Channel channel = pipeline.channel();
    if (!channel.isActive()) {
      channel.close();
      return;
    }
    SslHandler tls = pipeline.get(SslHandler.class);
    ChannelFuture ended =
        tls != null ? tls.closeOutbound() : ((DuplexChannel) channel).shutdownOutput();
    ended.addListener(
        done -> {
          if (!done.isSuccess() || !channel.isActive()) {
            channel.close();
            return;
          }
          Future<?> cutOff =
              channel
                  .eventLoop()
                  .schedule(
                      () -> {
                        channel.close();
                      },
                      limits.discardTimeout().toNanos(),
                      TimeUnit.NANOSECONDS);
          pipeline.addFirst("linger", new LingeringClose(cutOff, connections));
          channel.config().setAutoRead(true);
        });
  }

  /** Closes at once, and without the end that TLS gives to data that is whole. */
  static void cut(Channel channel) {
    ChannelHandlerContext tls = channel.pipeline().context(SslHandler.class);
    if (tls != null) {
      tls.close();
    } else {
      channel.close();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    int bytes = message instanceof ByteBuf buffer ? buffer.readableBytes() : 0;
    connections.discarded(bytes);
    budget -= bytes;
    ReferenceCountUtil.release(message);
    if (budget < 0) {
      ctx.channel().close();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {}

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == ChannelInputShutdownEvent.INSTANCE) {
      ctx.channel().close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.channel().close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    cutOff.cancel(false);
    ctx.fireChannelInactive();
  }
}
