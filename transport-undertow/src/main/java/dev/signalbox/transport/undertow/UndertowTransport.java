package dev.signalbox.transport.undertow;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.http.HttpHandler;
import dev.signalbox.api.transport.HttpServer;
import dev.signalbox.api.transport.HttpTransport;
import dev.signalbox.api.transport.ServerSpec;
import dev.signalbox.api.transport.TransportCapability;
import java.util.Set;

/**
 * The transport on Undertow, with TLS by the JDK.
 *
 * <p>It lacks {@link TransportCapability#EARLY_DISCONNECT}: that a client has gone is noticed at
 * the next read or write.
 */
public final class UndertowTransport implements HttpTransport {
  private final UndertowOptions options;

  /** Returns the transport with {@link UndertowOptions#DEFAULT}. */
  public UndertowTransport() {
    this(UndertowOptions.DEFAULT);
  }

  public UndertowTransport(UndertowOptions options) {
    this.options = requireNonNull(options, "options");
  }

  @Override
  public String name() {
    return "undertow";
  }

  @Override
  public Set<TransportCapability> capabilities() {
    return Set.of(TransportCapability.ZERO_COPY);
  }

  @Override
  public HttpServer create(ServerSpec spec, HttpHandler handler) {
    return new UndertowServer(spec, requireNonNull(handler, "handler"), options);
  }
}
