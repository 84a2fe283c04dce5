package dev.signalbox.panel.audit;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.WebSocketUpgrade;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.routing.Filter;
import dev.signalbox.api.routing.RoutedRequest;
import dev.signalbox.panel.access.Caller;
import dev.signalbox.panel.access.SignIn;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes an entry about every request that may change something, and about those whose route names
 * an action, before the answer goes out; refused ones included. So no route can forget it. What a
 * stranger sends to an open route is written only where the route says who it may be: requests that
 * cost nothing to send must not fill the disk.
 */
final class AuditFilter implements Filter {
  private static final Logger log = LoggerFactory.getLogger(AuditFilter.class);
  private static final Set<String> LOOKING = Set.of("GET", "HEAD", "OPTIONS");
  private static final Pattern PARAMETER = Pattern.compile("\\{([a-zA-Z]+)(?:\\.\\.\\.)?}");

  private final AuditService audit;
  private final InstantSource clock;

  @Inject
  AuditFilter(AuditService audit, InstantSource clock) {
    this.audit = requireNonNull(audit, "audit");
    this.clock = requireNonNull(clock, "clock");
  }

  @Override
  public CompletionStage<HttpReply> apply(RoutedRequest request, Next next) {
    Optional<String> action = action(request);
    if (action.isEmpty()) {
      return next.handle(request);
    }
    PendingNote note = new PendingNote();
    request.attribute(Caller.KEY).ifPresent(caller -> describe(caller, note));
    return next.handle(request.with(AuditNote.KEY, note))
        .thenApplyAsync(
            reply -> {
              if (!note.isOmitted() && !note.actor().name().isEmpty()) {
                write(request, action.get(), note, reply);
              }
              return reply;
            },
            request.workers());
  }

  private static Optional<String> action(RoutedRequest request) {
    return request
        .route()
        .flatMap(
            route -> {
              Optional<String> named = route.attributes().get(AuditNote.ACTION);
              return named.isPresent() || LOOKING.contains(request.method())
                  ? named
                  : Optional.of(route.method() + " " + route.template());
            });
  }

  private static void describe(Caller caller, AuditNote note) {
    note.actor(caller.user(), caller.username());
    if (caller.signIn() instanceof SignIn.ByKey key) {
      note.put("apiKey", key.keyId());
    }
  }

  private void write(RoutedRequest request, String action, PendingNote note, HttpReply reply) {
    Map<String, String> detail = new TreeMap<>(parameters(request));
    DaemonId daemon = taken(detail, "daemon", DaemonId::new);
    InstanceId instance = taken(detail, "instance", InstanceId::new);
    detail.putAll(note.detail());
    PendingNote.Actor actor = note.actor();
    try {
      audit.record(
          new AuditEntry(
              clock.instant(),
              actor.user(),
              actor.name(),
              action,
              daemon,
              instance,
              status(reply),
              detail,
              request.peer().remote().getAddress().getHostAddress()));
    } catch (RuntimeException e) {
      // It is done already: the answer must say so, and the log holds what the audit lacks.
      log.error("audit entry lost action={} actor={}", action, actor.name(), e);
    }
  }

  private static Map<String, String> parameters(RoutedRequest request) {
    Map<String, String> parameters = new TreeMap<>();
    request
        .route()
        .ifPresent(
            route -> {
              Matcher names = PARAMETER.matcher(route.template());
              while (names.find()) {
                parameters.put(names.group(1), request.parameter(names.group(1)));
              }
            });
    return parameters;
  }

  /** Takes a parameter out as an id; one that is none, such as {@code *}, stays in the detail. */
  private static <T> @Nullable T taken(
      Map<String, String> parameters, String name, Function<String, T> parser) {
    String value = parameters.get(name);
    if (value == null) {
      return null;
    }
    try {
      T id = parser.apply(value);
      parameters.remove(name);
      return id;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static int status(HttpReply reply) {
    if (reply instanceof HttpResponse response) {
      return response.status();
    }
    return reply instanceof WebSocketUpgrade ? 101 : 500;
  }
}
