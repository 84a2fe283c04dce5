package dev.signalbox.api.routing;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.RequestError;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.http.Peer;
import dev.signalbox.api.http.RequestBody;
import dev.signalbox.api.json.Json;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way through filters to its route.
 *
 * <p>Immutable but for the body, which is read once. Any thread may use it.
 */
public final class RoutedRequest {
  private final HttpRequest http;
  private final @Nullable Route route;
  private final Map<String, String> parameters;
  private final Map<String, List<String>> query;
  private final Attributes attributes;
  private final Exchange exchange;

  RoutedRequest(
      HttpRequest http,
      @Nullable Route route,
      Map<String, String> parameters,
      Map<String, List<String>> query,
      Attributes attributes,
      Exchange exchange) {
    this.http = requireNonNull(http, "http");
    this.route = route;
    this.parameters = Collections.unmodifiableMap(parameters);
    this.query = query;
    this.attributes = attributes;
    this.exchange = requireNonNull(exchange, "exchange");
  }

  /** Returns the request as it came in. */
  public HttpRequest http() {
    return http;
  }

  public String method() {
    return http.method();
  }

  public HttpHeaders headers() {
    return http.headers();
  }

  public Peer peer() {
    return http.peer();
  }

  public RequestBody body() {
    return http.body();
  }

  /** Returns the route that will answer; empty where none does and the answer is 404 or 405. */
  public Optional<Route> route() {
    return Optional.ofNullable(route);
  }

  /** Returns all parameters of the path, decoded, in the order of the template. */
  public Map<String, String> parameters() {
    return parameters;
  }

  /**
   * Returns a parameter of the path, decoded.
   *
   * @throws IllegalArgumentException where the route's template has none of that name
   */
  public String parameter(String name) {
    String value = parameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException("parameter: " + name + " (expected: one of the template)");
    }
    return value;
  }

  /**
   * Returns a parameter of the path as a value, such as {@code parameter("user", UserId::new)}.
   *
   * @throws SignalboxException {@code request.invalid} naming the parameter, where the parser
   *     throws an {@code IllegalArgumentException}
   */
  public <T> T parameter(String name, Function<String, T> parser) {
    return parsed(name, parameter(name), parser);
  }

  /**
   * Returns a parameter of the query, decoded; {@code ?a} is an empty string.
   *
   * @throws SignalboxException {@code request.invalid} where it is there more than once
   */
  public Optional<String> query(String name) {
    List<String> values = queryAll(name);
    if (values.size() > 1) {
      throw SignalboxException.invalid(
          name, name + ": " + values.size() + " values (expected: one)");
    }
    return values.stream().findFirst();
  }

  /**
   * Returns a parameter of the query as a value, such as {@code query("lines", Integer::valueOf)}.
   *
   * @throws SignalboxException {@code request.invalid} where it is there more than once, or the
   *     parser throws an {@code IllegalArgumentException}
   */
  public <T> Optional<T> query(String name, Function<String, T> parser) {
    return query(name).map(value -> parsed(name, value, parser));
  }

  /** Returns all values of a parameter of the query, in order. */
  public List<String> queryAll(String name) {
    return query.getOrDefault(name, List.of());
  }

  /** Returns what a filter attached under that key. */
  public <T> Optional<T> attribute(Key<T> key) {
    return attributes.get(key);
  }

  /** Returns this request with an attribute for those behind. */
  public <T> RoutedRequest with(Key<T> key, T value) {
    return new RoutedRequest(http, route, parameters, query, attributes.with(key, value), exchange);
  }

  /** Returns this request with other header fields, body or peer; its route stays what it is. */
  public RoutedRequest withHttp(HttpRequest changed) {
    return new RoutedRequest(changed, route, parameters, query, attributes, exchange);
  }

  /** Returns where a handler goes on after it waited for something; tasks there may block. */
  public Executor workers() {
    return exchange.workers();
  }

  /**
   * Completes, on a worker, when the client is gone and nobody waits for the reply any more; else
   * never. Best effort, since a closed connection is sometimes seen only at the next write.
   */
  public CompletionStage<Void> abandoned() {
    return exchange.abandoned();
  }

  /**
   * Reads the body as JSON. The stage completes on a worker.
   *
   * <p>It fails with {@code request.unsupported-media-type} where the body says that it is
   * something else, {@code request.body-too-large} beyond the route's limit, and as {@link
   * Json#read(byte[], Class)} does.
   */
  public <T> CompletionStage<T> json(Class<T> type) {
    Optional<String> contentType = headers().first("Content-Type");
    if (contentType.isPresent() && !isJson(contentType.get())) {
      return CompletableFuture.failedStage(
          new SignalboxException(
              RequestError.UNSUPPORTED_MEDIA_TYPE, "the body is to be application/json"));
    }
    return bytes().thenApply(bytes -> Json.read(bytes, type));
  }

  /** Reads the body, up to the route's limit. The stage completes on a worker. */
  public CompletionStage<byte[]> bytes() {
    return bytes(route == null ? 0 : route.maxBodyBytes());
  }

  /**
   * Reads the body. The stage completes on a worker; it fails with {@code request.body-too-large}
   * where there is more than {@code maxBytes}.
   */
  public CompletionStage<byte[]> bytes(int maxBytes) {
    return BodyBytes.read(http.body(), maxBytes, workers());
  }

  private static boolean isJson(String contentType) {
    int semicolon = contentType.indexOf(';');
    String type = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
    String name = type.strip().toLowerCase(Locale.ROOT);
    // curl -d says the second of everything that it sends, and people forget to correct it. It
    // opens nothing to forms of other sites: whoever needs a session shows its proof in a header.
    return name.equals("application/json") || name.equals("application/x-www-form-urlencoded");
  }

  private static <T> T parsed(String name, String value, Function<String, T> parser) {
    try {
      return parser.apply(value);
    } catch (IllegalArgumentException e) {
      throw SignalboxException.invalid(name, Problems.message(name, value, e));
    }
  }
}
