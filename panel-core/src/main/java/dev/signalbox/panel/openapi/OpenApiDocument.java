package dev.signalbox.panel.openapi;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.signalbox.api.json.Json;
import dev.signalbox.api.json.JsonSchemas;
import dev.signalbox.api.operation.Operation.Payload;
import dev.signalbox.api.operation.Operation.Payload.Shape;
import dev.signalbox.api.operation.RouteDoc;
import dev.signalbox.api.routing.BasePath;
import dev.signalbox.api.routing.Route;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes the description of routes in the form of OpenAPI 3.1. */
final class OpenApiDocument {
  private static final Pattern PARAMETER = Pattern.compile("\\{([a-zA-Z]+)}");

  private final JsonSchemas schemas = JsonSchemas.openApi();

  private OpenApiDocument() {}

  /** Describes the routes that have a {@link RouteDoc}. */
  static JsonObject of(List<Route> routes, String version, BasePath base) {
    JsonObject document = new OpenApiDocument().describe(routes, version);
    if (!base.equals(BasePath.ROOT)) {
      JsonArray servers = new JsonArray();
      servers.add(object("url", base.value()));
      document.add("servers", servers);
    }
    return document;
  }

  private JsonObject describe(List<Route> routes, String version) {
    JsonObject paths = new JsonObject();
    for (Route route : routes) {
      Optional<RouteDoc> doc = route.attributes().get(RouteDoc.KEY);
      if (doc.isPresent()) {
        JsonObject path = paths.getAsJsonObject(route.template());
        if (path == null) {
          path = new JsonObject();
          paths.add(route.template(), path);
        }
        path.add(route.method().toLowerCase(Locale.ROOT), operation(route, doc.get()));
      }
    }
    JsonObject info = object("title", "Signalbox");
    info.addProperty("version", version);
    info.addProperty(
        "description",
        "Many machines managed from one panel. Bulk operations answer 307 with a ticket to the daemon that has the bytes.");
    JsonObject document = object("openapi", "3.1.0");
    document.add("info", info);
    document.add("security", security());
    document.add("paths", paths);
    document.add("components", components());
    return document;
  }

  private JsonObject operation(Route route, RouteDoc doc) {
    JsonObject operation = object("summary", doc.summary());
    operation.addProperty("operationId", operationId(route));
    JsonArray parameters = parameters(route, doc.payload());
    if (!parameters.isEmpty()) {
      operation.add("parameters", parameters);
    }
    if (doc.payload().input() != Void.class) {
      operation.add("requestBody", requestBody(doc.payload()));
    }
    JsonObject responses = new JsonObject();
    responses.add(Integer.toString(doc.success()), response(doc));
    responses.add("default", object("$ref", "#/components/responses/Problem"));
    operation.add("responses", responses);
    return operation;
  }

  private static String operationId(Route route) {
    StringBuilder id = new StringBuilder(route.method().toLowerCase(Locale.ROOT));
    for (String word : route.template().replaceFirst("^/api/v1", "").split("[^a-zA-Z]+", -1)) {
      if (!word.isEmpty()) {
        id.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
      }
    }
    return id.toString();
  }

  private static JsonArray parameters(Route route, Payload payload) {
    JsonArray parameters = new JsonArray();
    Matcher names = PARAMETER.matcher(route.template());
    while (names.find()) {
      parameters.add(parameter(names.group(1), "path", true));
    }
    for (String name : new TreeSet<>(payload.query())) {
      parameters.add(parameter(name, "query", false));
    }
    return parameters;
  }

  private static JsonObject parameter(String name, String in, boolean required) {
    JsonObject parameter = object("name", name);
    parameter.addProperty("in", in);
    parameter.addProperty("required", required);
    parameter.add(
        "schema",
        object("type", name.equals("limit") || name.equals("lines") ? "integer" : "string"));
    return parameter;
  }

  private JsonObject requestBody(Payload payload) {
    JsonObject body = new JsonObject();
    body.addProperty("required", true);
    body.add(
        "content",
        payload.input() == byte[].class
            ? content("application/octet-stream", new JsonObject())
            : content("application/json", schemas.reference(payload.input())));
    return body;
  }

  private JsonObject response(RouteDoc doc) {
    JsonObject response =
        object("description", doc.success() == 307 ? "The way to the daemon" : "Done");
    if (doc.success() == 307) {
      JsonObject location = object("description", "Where the bytes are, with a ticket");
      location.add("schema", object("type", "string"));
      JsonObject headers = new JsonObject();
      headers.add("Location", location);
      response.add("headers", headers);
      return response;
    }
    Payload payload = doc.payload();
    if (payload.shape() == Shape.OBJECT) {
      response.add("content", content("application/json", schemas.reference(payload.output())));
    } else if (payload.shape() == Shape.PAGE) {
      response.add(
          "content", content("application/json", page(schemas.reference(payload.output()))));
    } else if (payload.shape() == Shape.TEXT) {
      response.add("content", content("text/plain", object("type", "string")));
    }
    return response;
  }

  private static JsonObject page(JsonObject item) {
    JsonObject items = object("type", "array");
    items.add("items", item);
    JsonArray nullable = new JsonArray();
    nullable.add("string");
    nullable.add("null");
    JsonObject next = new JsonObject();
    next.add("type", nullable);
    JsonObject properties = new JsonObject();
    properties.add("items", items);
    properties.add("next", next);
    JsonObject page = object("type", "object");
    page.add("properties", properties);
    page.add("required", Json.tree(List.of("items", "next")));
    return page;
  }

  private static JsonObject content(String type, JsonObject schema) {
    JsonObject media = new JsonObject();
    media.add("schema", schema);
    JsonObject content = new JsonObject();
    content.add(type, media);
    return content;
  }

  private static JsonArray security() {
    JsonArray none = new JsonArray();
    JsonObject key = new JsonObject();
    key.add("apiKey", new JsonArray());
    JsonObject session = new JsonObject();
    session.add("proof", new JsonArray());
    none.add(key);
    none.add(session);
    return none;
  }

  private JsonObject components() {
    JsonObject key = object("type", "http");
    key.addProperty("scheme", "bearer");
    JsonObject proof = object("type", "apiKey");
    proof.addProperty("in", "header");
    proof.addProperty("name", "Signalbox-Proof");
    proof.addProperty(
        "description", "The proof that sign-in answered, beside the session's cookie");
    JsonObject schemes = new JsonObject();
    schemes.add("apiKey", key);
    schemes.add("proof", proof);
    JsonObject problem = object("description", "A problem by RFC 9457, with a stable code");
    problem.add(
        "content", content("application/problem+json", schemas.reference(ProblemShape.class)));
    JsonObject responses = new JsonObject();
    responses.add("Problem", problem);
    JsonObject components = new JsonObject();
    components.add("securitySchemes", schemes);
    components.add("responses", responses);
    components.add("schemas", schemas.definitions());
    return components;
  }

  private static JsonObject object(String name, String value) {
    JsonObject object = new JsonObject();
    object.addProperty(name, value);
    return object;
  }
}
