package dev.signalbox.transport.netty;

import dev.signalbox.api.transport.TransportUnderTest;

/** The ways in which the transport can be set up. */
final class NettyVariants {
  private NettyVariants() {}

  static TransportUnderTest plain(NettyOptions.Io io) {
    return new TransportUnderTest(
        new NettyTransport(new NettyOptions(io, NettyOptions.Tls.JDK, 2)), false);
  }

  static TransportUnderTest tls(NettyOptions.Io io, NettyOptions.Tls tls) {
    return new TransportUnderTest(new NettyTransport(new NettyOptions(io, tls, 2)), true);
  }
}
