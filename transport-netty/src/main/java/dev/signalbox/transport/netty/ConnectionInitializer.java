package dev.signalbox.transport.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.ssl.SslHandler;
import org.jspecify.annotations.Nullable;

/** Sets up each connection of one listener. */
final class ConnectionInitializer extends ChannelInitializer<Channel> {
  private static final int CLOSE_NOTIFY_MILLIS = 1000;

  private final Connections connections;
  private final @Nullable TlsContext tls;

  ConnectionInitializer(Connections connections, @Nullable TlsContext tls) {
    this.connections = connections;
    this.tls = tls;
  }

  @Override
  protected void initChannel(Channel channel) {
    if (!connections.admit(channel)) {
      channel.close();
      return;
    }
    if (tls != null) {
      SslHandler handler = tls.newHandler(channel.alloc());
      handler.setHandshakeTimeoutMillis(connections.limits().tlsTimeout().toMillis());
      handler.setCloseNotifyFlushTimeoutMillis(CLOSE_NOTIFY_MILLIS);
      channel.pipeline().addLast("tls", handler);
    }
    HttpConnection connection = new HttpConnection(connections, channel);
    channel.pipeline().addLast("http", connection);
    connections.opened(connection);
    if (connections.isStopping()) {
      // It came too late to be drained with the others.
      channel.close();
    }
  }
}
