package dev.signalbox.api.transport;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One address to listen on, plain or with TLS. */
public final class ListenerSpec {
  private final String host;
  private final int port;
  private final @Nullable TlsMaterial tls;

  private ListenerSpec(String host, int port, @Nullable TlsMaterial tls) {
    this.host = requireNonNull(host, "host");
    this.port = port;
    this.tls = tls;
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port: " + port + " (expected: 0..65535)");
    }
  }

  /** Returns a listener without TLS; port 0 takes a free one. */
  public static ListenerSpec plain(String host, int port) {
    return new ListenerSpec(host, port, null);
  }

  /** Returns a listener that speaks TLS 1.2 and 1.3 only. */
  public static ListenerSpec tls(String host, int port, TlsMaterial tls) {
    return new ListenerSpec(host, port, requireNonNull(tls, "tls"));
  }

  /** Returns the address or name to bind, {@code 0.0.0.0} or {@code ::} for all. */
  public String host() {
    return host;
  }

  public int port() {
    return port;
  }

  public Optional<TlsMaterial> tls() {
    return Optional.ofNullable(tls);
  }
}
