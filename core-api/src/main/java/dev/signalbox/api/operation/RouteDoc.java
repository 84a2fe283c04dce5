package dev.signalbox.api.operation;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.operation.Operation.Payload;
import dev.signalbox.api.operation.Operation.Payload.Shape;
import dev.signalbox.api.routing.Key;
import java.util.Set;

/**
 * What the API's description says of a route; stands as an attribute on it.
 *
 * @param summary one sentence
 * @param payload what goes in and comes out
 * @param success the status of a success
 */
public record RouteDoc(String summary, Payload payload, int success) {
  /** Where a route has it. */
  public static final Key<RouteDoc> KEY = Key.of("doc", RouteDoc.class);

  public RouteDoc {
    requireNonNull(summary, "summary");
    requireNonNull(payload, "payload");
  }

  /** Describes a route that answers one object. */
  public static RouteDoc object(String summary, Class<?> output) {
    return new RouteDoc(summary, new Payload(Set.of(), Void.class, output, Shape.OBJECT), 200);
  }

  /** Describes a route that answers a page of objects. */
  public static RouteDoc page(String summary, Class<?> item) {
    return new RouteDoc(
        summary, new Payload(Set.of("limit", "cursor"), Void.class, item, Shape.PAGE), 200);
  }

  /** Describes a route that answers text. */
  public static RouteDoc text(String summary) {
    return new RouteDoc(summary, new Payload(Set.of(), Void.class, String.class, Shape.TEXT), 200);
  }

  /** Describes a route that answers nothing. */
  public static RouteDoc nothing(String summary) {
    return new RouteDoc(summary, new Payload(Set.of(), Void.class, Void.class, Shape.NONE), 204);
  }

  /** Returns this description with a JSON body that is read into that record. */
  public RouteDoc taking(Class<?> input) {
    return new RouteDoc(
        summary, new Payload(payload.query(), input, payload.output(), payload.shape()), success);
  }

  /** Returns this description with those parameters of the query. */
  public RouteDoc query(String... names) {
    return new RouteDoc(
        summary,
        new Payload(Set.of(names), payload.input(), payload.output(), payload.shape()),
        success);
  }

  /** Returns this description with another status of a success. */
  public RouteDoc status(int changed) {
    return new RouteDoc(summary, payload, changed);
  }
}
