package dev.signalbox.transport.netty;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.http.HttpHandler;
import dev.signalbox.api.transport.HttpServer;
import dev.signalbox.api.transport.HttpTransport;
import dev.signalbox.api.transport.ServerSpec;
import dev.signalbox.api.transport.TransportCapability;
import java.util.EnumSet;
import java.util.Set;

/**
 * HTTP/1.1 and WebSocket on Netty, with epoll and BoringSSL where they are present.
 *
 * <p>A client may close its sending side behind a whole request and still gets the reply; over TLS
 * the end of its data is the end of the connection.
 */
public final class NettyTransport implements HttpTransport {
  private final NettyOptions options;

  /** Uses the fastest of what is present. */
  public NettyTransport() {
    this(NettyOptions.DEFAULT);
  }

  public NettyTransport(NettyOptions options) {
    this.options = requireNonNull(options, "options");
  }

  @Override
  public String name() {
    return "netty";
  }

  @Override
  public Set<TransportCapability> capabilities() {
    return EnumSet.of(TransportCapability.EARLY_DISCONNECT, TransportCapability.ZERO_COPY);
  }

  @Override
  public HttpServer create(ServerSpec spec, HttpHandler handler) {
    requireNonNull(spec, "spec");
    requireNonNull(handler, "handler");
    return new NettyServer(
        spec, handler, SocketEngine.of(options.io()), TlsEngine.of(options.tls()), options);
  }
}
