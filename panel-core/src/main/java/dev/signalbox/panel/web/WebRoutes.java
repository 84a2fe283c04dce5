package dev.signalbox.panel.web;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.ResponseBody;
import dev.signalbox.api.routing.Conditions;
import dev.signalbox.api.routing.Route;
import dev.signalbox.api.routing.RouteHandler;
import dev.signalbox.api.routing.RoutedRequest;
import dev.signalbox.api.routing.Validators;
import dev.signalbox.panel.access.RouteAccess;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The web console: one document for each of its pages, and the files that this loads. All are open
 * to anybody; what a page shows comes from the API.
 */
public final class WebRoutes {
  /** The places of the console; what is below them is for its own router to tell apart. */
  private static final List<String> PLACES =
      List.of("/sign-in", "/instances", "/daemons", "/people", "/audit", "/account");

  private static final List<String> ROOT_FILES = List.of("/scheme.js", "/signalbox.svg");

  /**
   * {@code connect-src} lets a page reach daemons, whose addresses it cannot know beforehand;
   * {@code style-src} lets the components set the styles of their elements.
   */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
          + "img-src 'self' blob: data:; font-src 'self'; worker-src 'self' blob:; "
          + "connect-src 'self' https: wss:; base-uri 'none'; form-action 'none'; "
          + "frame-ancestors 'none'";

  private static final String REVALIDATE = "no-cache";
  private static final String FOREVER = "public, max-age=31536000, immutable";

  private final WebFiles files;

  @Inject
  WebRoutes(WebFiles files) {
    this.files = files;
  }

  /** Returns the routes, which stand at the server's root. */
  public List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.add(open("/", this::document));
    for (String place : PLACES) {
      routes.add(open(place, this::document));
      routes.add(open(place + "/{page...}", this::document));
    }
    for (String file : ROOT_FILES) {
      routes.add(open(file, request -> file(request, file.substring(1), REVALIDATE)));
    }
    // Their names carry a hash of their content.
    routes.add(
        open(
            "/assets/{file}",
            request ->
                file(request, "assets/" + request.parameter("file", name -> name), FOREVER)));
    return routes;
  }

  private static Route open(String template, RouteHandler handler) {
    return Route.of("GET", template, handler).with(RouteAccess.KEY, RouteAccess.open());
  }

  private CompletionStage<HttpReply> document(RoutedRequest request) {
    WebFile document =
        files
            .find(WebFiles.DOCUMENT)
            .orElseThrow(
                () ->
                    new SignalboxException(
                        WebError.ABSENT,
                        "this build has no web console; build it without -Dweb.skip, or use /api/v1"));
    return reply(request.http(), document, REVALIDATE)
        .with("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        .asStage();
  }

  private CompletionStage<HttpReply> file(RoutedRequest request, String path, String caching) {
    WebFile file =
        files
            .find(path)
            .orElseThrow(
                () ->
                    new SignalboxException(
                        WebError.UNKNOWN_FILE, "the console has no file of that name"));
    return reply(request.http(), file, caching).asStage();
  }

  private static HttpResponse reply(HttpRequest request, WebFile file, String caching) {
    HttpHeaders headers =
        HttpHeaders.of(
            "ETag", file.tag().toString(), "Cache-Control", caching, "Vary", "Accept-Encoding");
    Validators current = Validators.of(file.tag());
    if (Conditions.evaluate(request, current) == Conditions.Outcome.NOT_MODIFIED) {
      return new HttpResponse(304, headers, ResponseBody.empty());
    }
    HttpHeaders typed = headers.with("Content-Type", file.type());
    String accepted = String.join(",", request.headers().all("Accept-Encoding"));
    return file.compressed().stream()
        .filter(form -> form.suits(accepted))
        .findFirst()
        .map(
            form ->
                new HttpResponse(200, typed.with("Content-Encoding", form.coding()), form.body()))
        .orElseGet(() -> new HttpResponse(200, typed, file.plain()));
  }
}
