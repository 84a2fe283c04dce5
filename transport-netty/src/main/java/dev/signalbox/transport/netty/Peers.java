package dev.signalbox.transport.netty;

import dev.signalbox.api.http.Peer;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;

/** Reads off a channel who is at its other end. */
final class Peers {
  private Peers() {}

  static Peer of(Channel channel) {
    return new Peer(
        (InetSocketAddress) channel.remoteAddress(),
        (InetSocketAddress) channel.localAddress(),
        isSecure(channel));
  }

  static boolean isSecure(Channel channel) {
    return channel.pipeline().get(SslHandler.class) != null;
  }
}
