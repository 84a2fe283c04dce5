package dev.signalbox.api.routing;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.signalbox.api.http.HttpHandler;
import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.Peer;
import dev.signalbox.api.http.RequestBody;
import dev.signalbox.api.http.ResponseBody;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Requests without a socket, and what came of them. */
final class Requests {
  private Requests() {}

  static HttpRequest request(String method, String target, String... headers) {
    int question = target.indexOf('?');
    InetSocketAddress local = InetSocketAddress.createUnresolved("localhost", 1);
    return new HttpRequest(
        method,
        question < 0 ? target : target.substring(0, question),
        question < 0 ? "" : target.substring(question + 1),
        HttpHeaders.of(headers),
        RequestBody.empty(),
        new Peer(local, local, true));
  }

  static HttpRequest get(String target, String... headers) {
    return request("GET", target, headers);
  }

  static HttpRequest post(String target, String body, String... headers) {
    return request("POST", target, headers)
        .withBody(RequestBody.of(body.getBytes(StandardCharsets.UTF_8)));
  }

  /** A request as a handler without path parameters sees it. */
  static RoutedRequest routed(HttpRequest request) {
    return routed(request, Runnable::run);
  }

  static RoutedRequest routed(HttpRequest request, Executor workers) {
    return new RoutedRequest(
        request,
        Route.of(request.method(), request.path(), unused -> HttpResponse.of(204).asStage()),
        Map.of(),
        PercentDecoder.query(request.query()),
        Attributes.none(),
        new Exchange(workers));
  }

  static HttpResponse send(HttpHandler handler, HttpRequest request) {
    return (HttpResponse) reply(handler, request);
  }

  static HttpReply reply(HttpHandler handler, HttpRequest request) {
    return handler.handle(request).toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }

  static String text(HttpResponse response) {
    return response.body() instanceof ResponseBody.Bytes bytes
        ? StandardCharsets.UTF_8.decode(bytes.buffer().duplicate()).toString()
        : "";
  }

  static JsonObject json(HttpResponse response) {
    return JsonParser.parseString(text(response)).getAsJsonObject();
  }

  static String code(HttpResponse response) {
    return json(response).get("code").getAsString();
  }

  static List<String> names(HttpResponse response) {
    return response.headers().fields().stream().map(HttpHeaders.Field::name).toList();
  }
}
