package dev.signalbox.api.routing;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.RequestError;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpHandler;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Finds the route of a request and runs it behind the filters, on a worker.
 *
 * <ul>
 *   <li>An unknown path is 404, a known one with another method 405 with {@code Allow}. {@code
 *       HEAD} goes to the route of {@code GET} and {@code OPTIONS} answers {@code Allow}, unless
 *       they have routes of their own. Filters see all of these.
 *   <li>A literal segment is preferred to a parameter, a parameter to a tail.
 *   <li>Segments are percent-decoded; a broken escape, an encoded slash or NUL, a segment of dots
 *       is 400.
 *   <li>Whatever a filter or a handler fails with becomes {@code application/problem+json} here and
 *       nowhere else, and is logged here: internal failures at ERROR with a trace id, others at
 *       DEBUG.
 *   <li>Full workers are 503 {@code server.overloaded}.
 *   <li>The listener of a WebSocket is called on the workers, one call after the other.
 * </ul>
 */
public final class Router implements HttpHandler {
  private final Executor admission;
  private final Executor workers;
  private final List<Filter> filters;
  private final List<Route> routes;
  private final RouteTree tree = new RouteTree();

  private Router(Builder builder) {
    this.admission = builder.admission;
    this.workers = builder.workers;
    this.filters = List.copyOf(builder.filters);
    this.routes = List.copyOf(builder.routes);
    routes.forEach(tree::add);
  }

  /** Starts a router that refuses new requests while the workers have a backlog. */
  public static Builder builder(Workers workers) {
    return new Builder(workers.admission(), workers);
  }

  /** Starts a router on any executor; {@code Runnable::run} answers on the caller's thread. */
  public static Builder builder(Executor workers) {
    return new Builder(workers, workers);
  }

  /** Returns all routes in the order they were added. */
  public List<Route> routes() {
    return routes;
  }

  @Override
  public CompletionStage<HttpReply> handle(HttpRequest request) {
    Exchange exchange = new Exchange(workers);
    try {
      admission.execute(() -> answer(request, exchange));
    } catch (RejectedExecutionException e) {
      exchange.complete(Problems.of(Problems.overloaded()));
    }
    return exchange.reply();
  }

  private void answer(HttpRequest request, Exchange exchange) {
    try {
      Match match = match(request, exchange);
      exchange.answer(Chain.of(filters, match.endpoint()).handle(match.request()));
    } catch (Throwable e) {
      // Nothing behind throws, short of an exhausted JVM; nobody may wait for ever even then.
      exchange.fail(e);
      throw e;
    }
  }

  private record Match(RoutedRequest request, RouteHandler endpoint) {}

  private Match match(HttpRequest request, Exchange exchange) {
    Map<String, List<String>> query = Map.of();
    try {
      query = PercentDecoder.query(request.query());
      RouteTree.Found found = tree.find(PercentDecoder.segments(request.path()));
      if (found == null) {
        throw new SignalboxException(RequestError.NOT_FOUND, "there is nothing at this path");
      }
      RouteTree.Entry entry = found.byMethod().get(request.method());
      if (entry == null && request.method().equals("HEAD")) {
        entry = found.byMethod().get("GET");
      }
      return entry == null
          ? unrouted(request, query, exchange, refused -> otherMethod(refused, found))
          : routed(request, query, exchange, found, entry);
    } catch (SignalboxException e) {
      return unrouted(
          request,
          query,
          exchange,
          refused -> {
            throw e;
          });
    }
  }

  private Match routed(
      HttpRequest request,
      Map<String, List<String>> query,
      Exchange exchange,
      RouteTree.Found found,
      RouteTree.Entry entry) {
    Route route = entry.route();
    RoutedRequest routed =
        new RoutedRequest(
            request, route, found.parameters(entry), query, Attributes.none(), exchange);
    Filter.Next answer = Chain.of(route.filters(), Chain.cancellable(route.handler()));
    return new Match(routed, answer::handle);
  }

  private Match unrouted(
      HttpRequest request,
      Map<String, List<String>> query,
      Exchange exchange,
      RouteHandler endpoint) {
    return new Match(
        new RoutedRequest(request, null, Map.of(), query, Attributes.none(), exchange), endpoint);
  }

  private static CompletionStage<HttpReply> otherMethod(
      RoutedRequest request, RouteTree.Found found) {
    String allow = allow(found);
    if (request.method().equals("OPTIONS")) {
      return HttpResponse.of(204).with("Allow", allow).asStage();
    }
    return Replies.problem(
            new SignalboxException(
                RequestError.METHOD_NOT_ALLOWED, "only " + allow + " are possible here"))
        .with("Allow", allow)
        .asStage();
  }

  private static String allow(RouteTree.Found found) {
    List<String> methods = new ArrayList<>(found.byMethod().keySet());
    if (methods.contains("GET") && !methods.contains("HEAD")) {
      methods.add("HEAD");
    }
    if (!methods.contains("OPTIONS")) {
      methods.add("OPTIONS");
    }
    return String.join(", ", methods);
  }

  /** Collects filters and routes. Not thread-safe. */
  public static final class Builder {
    private final Executor admission;
    private final Executor workers;
    private final List<Filter> filters = new ArrayList<>();
    private final List<Route> routes = new ArrayList<>();

    private Builder(Executor admission, Executor workers) {
      this.admission = requireNonNull(admission, "admission");
      this.workers = requireNonNull(workers, "workers");
    }

    /** Adds a filter inside those added before; it sees every request, unknown paths included. */
    public Builder filter(Filter filter) {
      filters.add(requireNonNull(filter, "filter"));
      return this;
    }

    public Builder route(String method, String template, RouteHandler handler) {
      return route(Route.of(method, template, handler));
    }

    public Builder route(Route route) {
      routes.add(requireNonNull(route, "route"));
      return this;
    }

    public Builder routes(Collection<Route> added) {
      added.forEach(this::route);
      return this;
    }

    /** Adds routes below a prefix, such as {@code /api/v1}. */
    public Builder mount(String prefix, Collection<Route> added) {
      added.forEach(route -> route(route.under(prefix)));
      return this;
    }

    /**
     * Returns the router.
     *
     * @throws IllegalArgumentException where a template is malformed or two routes have the same
     *     method and path
     */
    public Router build() {
      return new Router(this);
    }
  }
}
