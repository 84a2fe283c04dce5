package dev.signalbox.panel.instance;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonPrimitive;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.instance.InstanceSnapshot;
import dev.signalbox.api.operation.RouteDoc;
import dev.signalbox.api.routing.PageRequest;
import dev.signalbox.api.routing.Replies;
import dev.signalbox.api.routing.Route;
import dev.signalbox.api.routing.RoutedRequest;
import dev.signalbox.panel.access.AccessService;
import dev.signalbox.panel.access.RouteAccess;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * {@code GET /instances} and their number: the instances of every daemon that is online, as far as
 * the caller may see them.
 */
public final class InstanceRoutes {
  private final MirroredInstances instances;
  private final AccessService access;

  @Inject
  InstanceRoutes(MirroredInstances instances, AccessService access) {
    this.instances = requireNonNull(instances, "instances");
    this.access = requireNonNull(access, "access");
  }

  /** Returns the routes, relative to the API's base. */
  public List<Route> routes() {
    return List.of(
        Route.of("GET", "/instances", this::list)
            .with(
                RouteDoc.KEY,
                RouteDoc.page("Lists the instances of every daemon", InstanceSnapshot.class)
                    .query("q", "daemon", "state", "tag", "limit", "cursor"))
            .with(RouteAccess.KEY, RouteAccess.signedIn()),
        Route.of("GET", "/instances/summary", this::summary)
            .with(
                RouteDoc.KEY,
                RouteDoc.object("Counts the instances of every daemon", InstanceSummary.class)
                    .query("q", "daemon", "state", "tag"))
            .with(RouteAccess.KEY, RouteAccess.signedIn()));
  }

  private CompletionStage<HttpReply> list(RoutedRequest request) {
    PageRequest page = PageRequest.of(request);
    String after = page.cursor().map(InstanceRoutes::decoded).orElse("");
    List<ListedInstance> rest =
        new InstanceFilter(access, request)
            .of(instances.sorted()).stream()
                .dropWhile(listed -> listed.key().compareTo(after) <= 0)
                .toList();
    return Replies.written(text(rest, page.limit())).asStage();
  }

  private CompletionStage<HttpReply> summary(RoutedRequest request) {
    InstanceFilter filter = new InstanceFilter(access, request);
    return Replies.ok(InstanceSummary.of(filter.of(instances.sorted()))).asStage();
  }

  /** Puts a page together from items that are text already. */
  private static String text(List<ListedInstance> rest, int limit) {
    List<ListedInstance> items = rest.subList(0, Math.min(limit, rest.size()));
    String next = items.size() == rest.size() ? "null" : encoded(items.get(items.size() - 1).key());
    return items.stream()
        .map(ListedInstance::json)
        .collect(Collectors.joining(",", "{\"items\":[", "],\"next\":" + next + "}"));
  }

  private static String encoded(String key) {
    return new JsonPrimitive(
            Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(key.getBytes(StandardCharsets.UTF_8)))
        .toString();
  }

  private static String decoded(String cursor) {
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw SignalboxException.invalid("cursor", "cursor: unreadable (expected: next of a page)");
    }
  }
}
