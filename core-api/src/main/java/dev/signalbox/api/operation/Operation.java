package dev.signalbox.api.operation;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One thing that a daemon can be asked to do.
 *
 * <p>The daemon binds one handler to it; the panel's route, the ticket that it takes, its row in
 * the OpenAPI document and in the matrix of authorisation tests follow from this declaration.
 *
 * @param id the literal name in tickets and in the audit, such as {@code instances.start}; never
 *     renamed
 * @param summary one sentence for the API's reader
 * @param routes where it is reached below the daemon's base {@code /v1}; at least one
 * @param permission what a person needs for it
 * @param kind whether it carries traffic
 * @param audit whether a row in the audit tells of it
 * @param payload what goes in and comes out
 */
public record Operation(
    String id,
    String summary,
    List<OperationRoute> routes,
    Permission permission,
    Kind kind,
    Audit audit,
    Payload payload) {
  /** Whether an operation is small, or carries traffic that should not pass through the panel. */
  public enum Kind {
    /** Small; sent by the panel over the link. */
    CONTROL,
    /** Carries traffic; the client is sent to the daemon with a ticket. */
    BULK
  }

  /** Whether the panel writes a row of its audit. */
  public enum Audit {
    /** It changes something. */
    RECORDED,
    /** It only looks. */
    SILENT
  }

  private static final Pattern ID = Pattern.compile("[a-z]+(\\.[a-z]+(-[a-z]+)*)?");

  public Operation {
    requireNonNull(id, "id");
    requireNonNull(summary, "summary");
    routes = List.copyOf(routes);
    requireNonNull(permission, "permission");
    requireNonNull(kind, "kind");
    requireNonNull(audit, "audit");
    requireNonNull(payload, "payload");
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("id: " + id + " (expected: like instances.start)");
    }
    if (routes.isEmpty()) {
      throw new IllegalArgumentException("routes: none (expected: at least 1)");
    }
    if (routes.stream().map(OperationRoute::ofInstance).distinct().count() != 1) {
      throw new IllegalArgumentException(
          "routes: of " + id + " (expected: all or none of an instance)");
    }
  }

  /** Says whether it is about one instance, named by {@code {instance}} in its path. */
  public boolean ofInstance() {
    return routes.get(0).ofInstance();
  }

  /** Says whether its ticket binds the {@code path} of the query. */
  public boolean bindsPath() {
    return payload.query().contains("path");
  }

  /**
   * What an operation takes and gives.
   *
   * @param query names of the query parameters that it reads
   * @param input the record that a JSON body is read into, {@code Void} for none
   * @param output the record that is answered as JSON, {@code Void} for none
   * @param shape how the output is answered
   */
  public record Payload(Set<String> query, Class<?> input, Class<?> output, Shape shape) {
    /** How the answer looks. */
    public enum Shape {
      /** Nothing. */
      NONE,
      /** One object. */
      OBJECT,
      /** A page of objects: {@code {"items":[…],"next":…}}. */
      PAGE,
      /** Plain text. */
      TEXT,
      /** The bytes of a file. */
      BYTES,
      /** The connection becomes a WebSocket. */
      WEB_SOCKET
    }

    public Payload {
      query = Set.copyOf(query);
      requireNonNull(input, "input");
      requireNonNull(output, "output");
      requireNonNull(shape, "shape");
    }
  }
}
