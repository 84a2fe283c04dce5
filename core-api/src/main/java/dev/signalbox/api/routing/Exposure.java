package dev.signalbox.api.routing;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.http.HttpHandler;
import java.util.List;

/**
 * How clients come to a listener: straight and over TLS or through proxies that end it, at the root
 * or below a path.
 *
 * @param proxies where the proxies are; none for a listener that ends TLS itself
 * @param base the path below which everything is served
 */
public record Exposure(List<AddressRange> proxies, BasePath base) {
  /** Straight, over TLS, at the root. */
  public static final Exposure DIRECT = new Exposure(List.of(), BasePath.ROOT);

  public Exposure {
    proxies = List.copyOf(proxies);
    requireNonNull(base, "base");
  }

  /** Says whether proxies end TLS in front, so that the listener itself is plain. */
  public boolean isBehindProxy() {
    return !proxies.isEmpty();
  }

  /**
   * Returns what is to stand at the listener in front of a handler that knows nothing of proxies
   * and paths: it sees the client that the proxies name, and paths without the base.
   */
  public HttpHandler around(HttpHandler handler) {
    HttpHandler inner =
        base.equals(BasePath.ROOT)
            ? requireNonNull(handler, "handler")
            : new BelowBasePath(base, handler);
    return isBehindProxy() ? new TrustedProxies(proxies, inner) : inner;
  }
}
