package dev.signalbox.api.routing;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One method on one path template, who answers it, and what is to be known about it.
 *
 * @param method the method token, such as {@code GET}
 * @param template the path, such as {@code /api/v1/users/{user}}; the last segment may be <code>
 *     {path...}</code>, which takes whatever follows, slashes included
 * @param handler who answers
 * @param maxBodyBytes largest body that {@link RoutedRequest#json} and {@link RoutedRequest#bytes}
 *     read; beyond: 413 {@code request.body-too-large}. Streaming handlers limit themselves
 * @param filters what stands in front of the handler, outermost first, behind the router's own
 * @param attributes what filters and tests know the route by, such as its permission
 */
public record Route(
    String method,
    String template,
    RouteHandler handler,
    int maxBodyBytes,
    List<Filter> filters,
    Attributes attributes) {
  /** What a body may hold where the route says nothing else: 1 MiB. */
  public static final int DEFAULT_MAX_BODY_BYTES = 1024 * 1024;

  private static final Pattern METHOD = Pattern.compile("[A-Z]+(-[A-Z]+)*");

  public Route {
    requireNonNull(method, "method");
    if (!METHOD.matcher(method).matches()) {
      throw new IllegalArgumentException("method: " + method + " (expected: such as GET)");
    }
    requireNonNull(template, "template");
    requireNonNull(handler, "handler");
    if (maxBodyBytes < 0) {
      throw new IllegalArgumentException("maxBodyBytes: " + maxBodyBytes + " (expected: >= 0)");
    }
    filters = List.copyOf(filters);
    requireNonNull(attributes, "attributes");
  }

  /** Returns a route with the default limit, without filters and attributes. */
  public static Route of(String method, String template, RouteHandler handler) {
    return new Route(
        method, template, handler, DEFAULT_MAX_BODY_BYTES, List.of(), Attributes.none());
  }

  /** Returns this route with an attribute. */
  public <T> Route with(Key<T> key, T value) {
    return new Route(method, template, handler, maxBodyBytes, filters, attributes.with(key, value));
  }

  /** Returns this route with another limit of its body. */
  public Route maxBodyBytes(int changed) {
    return new Route(method, template, handler, changed, filters, attributes);
  }

  /** Returns this route with one more filter, inside those it has. */
  public Route filter(Filter filter) {
    List<Filter> changed = new ArrayList<>(filters);
    changed.add(filter);
    return new Route(method, template, handler, maxBodyBytes, changed, attributes);
  }

  /** Returns this route below a prefix, such as {@code /api/v1}; the prefix may have parameters. */
  public Route under(String prefix) {
    return new Route(method, prefix + template, handler, maxBodyBytes, filters, attributes);
  }
}
