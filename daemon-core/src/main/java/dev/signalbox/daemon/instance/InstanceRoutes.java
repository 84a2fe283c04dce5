package dev.signalbox.daemon.instance;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.instance.CommandRequest;
import dev.signalbox.api.instance.InstanceSnapshot;
import dev.signalbox.api.instance.InstanceSpec;
import dev.signalbox.api.routing.Page;
import dev.signalbox.api.routing.PageRequest;
import dev.signalbox.api.routing.Replies;
import dev.signalbox.api.routing.RouteHandler;
import dev.signalbox.api.routing.RoutedRequest;
import dev.signalbox.api.ticket.Ticket;
import dev.signalbox.daemon.operation.OperationRoutes;
import dev.signalbox.daemon.ticket.Admitted;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The operations on instances, their consoles and files excepted. */
public final class InstanceRoutes implements OperationRoutes {
  private static final int DEFAULT_LINES = 100;
  private static final int MAX_LINES = 10_000;

  private final InstanceService instances;

  @Inject
  InstanceRoutes(InstanceService instances) {
    this.instances = requireNonNull(instances, "instances");
  }

  @Override
  public Map<String, RouteHandler> handlers() {
    return Map.ofEntries(
        Map.entry("instances.list", this::list),
        Map.entry("instances.create", this::create),
        Map.entry("instances.get", request -> ok(instances.get(id(request)))),
        Map.entry("instances.replace", this::replace),
        Map.entry("instances.delete", this::delete),
        Map.entry("instances.start", request -> accepted(request, instances::start)),
        Map.entry("instances.stop", request -> accepted(request, instances::stop)),
        Map.entry("instances.restart", request -> accepted(request, instances::restart)),
        Map.entry("instances.kill", request -> accepted(request, instances::kill)),
        Map.entry("instances.command", this::command),
        Map.entry("instances.log", this::log));
  }

  /** By id, so that a cursor stays good whatever is renamed meanwhile. */
  private CompletionStage<HttpReply> list(RoutedRequest request) {
    PageRequest page = PageRequest.of(request);
    Ticket ticket = Admitted.ticket(request);
    String after = page.cursor().orElse("");
    List<InstanceSnapshot> rest =
        instances.list().stream()
            .filter(found -> ticket.sees(found.id()) && found.id().value().compareTo(after) > 0)
            .sorted(Comparator.comparing(found -> found.id().value()))
            .toList();
    if (rest.size() <= page.limit()) {
      return Replies.ok(Page.of(rest)).asStage();
    }
    List<InstanceSnapshot> items = rest.subList(0, page.limit());
    return Replies.ok(new Page<>(items, items.get(items.size() - 1).id().value())).asStage();
  }

  private CompletionStage<HttpReply> create(RoutedRequest request) {
    return request
        .json(InstanceSpec.class)
        .thenApply(
            spec -> {
              InstanceSnapshot made = instances.create(spec);
              return Replies.json(201, made);
            });
  }

  private CompletionStage<HttpReply> replace(RoutedRequest request) {
    return request
        .json(InstanceSpec.class)
        .thenApply(spec -> Replies.ok(instances.replace(id(request), spec)));
  }

  private CompletionStage<HttpReply> delete(RoutedRequest request) {
    instances.delete(id(request), disposal(request.query("files").orElse("false")));
    return Replies.noContent().asStage();
  }

  private static FileDisposal disposal(String files) {
    return switch (files) {
      case "true" -> FileDisposal.DELETE;
      case "false" -> FileDisposal.KEEP;
      default ->
          throw SignalboxException.invalid("files", "files: " + files + " (expected: true, false)");
    };
  }

  private CompletionStage<HttpReply> command(RoutedRequest request) {
    return request
        .json(CommandRequest.class)
        .thenApply(
            command -> {
              instances.command(id(request), command.line());
              return Replies.noContent();
            });
  }

  private CompletionStage<HttpReply> log(RoutedRequest request) {
    int lines = request.query("lines", InstanceRoutes::lines).orElse(DEFAULT_LINES);
    return Replies.text(200, instances.log(id(request), lines)).asStage();
  }

  private static int lines(String text) {
    int lines = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
    if (lines < 1 || lines > MAX_LINES) {
      throw new IllegalArgumentException("lines: " + text + " (expected: 1.." + MAX_LINES + ")");
    }
    return lines;
  }

  private static CompletionStage<HttpReply> accepted(
      RoutedRequest request, Function<InstanceId, InstanceSnapshot> transition) {
    return Replies.accepted(transition.apply(id(request))).asStage();
  }

  private static CompletionStage<HttpReply> ok(InstanceSnapshot snapshot) {
    return Replies.ok(snapshot).asStage();
  }

  private static InstanceId id(RoutedRequest request) {
    return request.parameter("instance", InstanceId::new);
  }
}
