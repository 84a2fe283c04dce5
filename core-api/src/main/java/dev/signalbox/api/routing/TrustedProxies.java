package dev.signalbox.api.routing;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.RequestError;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpHandler;
import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.http.Peer;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;

/**
 * Believes what proxies in known ranges say of the client: {@code X-Forwarded-For}, {@code -Proto}
 * and {@code -Host}, of each the last member, which the nearest proxy wrote.
 *
 * <p>A request from elsewhere is refused whatever it carries, but for one from this machine that
 * went through no proxy: it passes, and counts as insecure.
 */
final class TrustedProxies implements HttpHandler {
  private static final String FOR = "X-Forwarded-For";
  private static final String PROTO = "X-Forwarded-Proto";
  private static final String HOST = "X-Forwarded-Host";

  private final List<AddressRange> ranges;
  private final HttpHandler handler;

  TrustedProxies(List<AddressRange> ranges, HttpHandler handler) {
    this.ranges = List.copyOf(ranges);
    this.handler = requireNonNull(handler, "handler");
  }

  @Override
  public CompletionStage<HttpReply> handle(HttpRequest request) {
    HttpRequest seen;
    try {
      seen = seen(request);
    } catch (SignalboxException e) {
      return SecurityHeaders.guarded(Problems.of(e)).asStage();
    }
    return handler.handle(seen);
  }

  private HttpRequest seen(HttpRequest request) {
    Peer peer = request.peer();
    InetAddress address = peer.remote().getAddress();
    boolean forwarded = isForwarded(request.headers());
    if (forwarded && isTrusted(address)) {
      return forwarded(request);
    }
    if (!forwarded && (address.isLoopbackAddress() || isTrusted(address))) {
      return request.withPeer(new Peer(peer.remote(), peer.local(), false));
    }
    throw new SignalboxException(
        RequestError.NOT_THROUGH_PROXY,
        "requests come through a proxy here, and "
            + address.getHostAddress()
            + " is none of those that are trusted");
  }

  private HttpRequest forwarded(HttpRequest request) {
    Peer peer = request.peer();
    HttpHeaders headers = request.headers();
    Peer client =
        new Peer(
            ForwardedClient.of(headers, peer.remote(), this::isTrusted),
            peer.local(),
            isSecure(headers));
    List<String> hosts = headers.members(HOST);
    return request
        .withPeer(client)
        .withHeaders(hosts.isEmpty() ? headers : headers.with("Host", hosts.get(hosts.size() - 1)));
  }

  private static boolean isSecure(HttpHeaders headers) {
    List<String> protocols = headers.members(PROTO);
    if (protocols.isEmpty()) {
      return false;
    }
    String protocol = protocols.get(protocols.size() - 1).toLowerCase(Locale.ROOT);
    return switch (protocol) {
      case "https", "wss" -> true;
      case "http", "ws" -> false;
      default ->
          throw new SignalboxException(
              RequestError.BAD_HEAD, PROTO + ": unreadable (expected: https or http)");
    };
  }

  private boolean isTrusted(InetAddress address) {
    return ranges.stream().anyMatch(range -> range.contains(address));
  }

  private static boolean isForwarded(HttpHeaders headers) {
    return headers.contains(FOR)
        || headers.contains(PROTO)
        || headers.contains(HOST)
        || headers.contains("Forwarded");
  }
}
