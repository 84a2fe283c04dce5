package dev.signalbox.panel.control;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.instance.InstanceSnapshot;
import dev.signalbox.api.operation.RouteDoc;
import dev.signalbox.api.routing.Page;
import dev.signalbox.api.routing.PageRequest;
import dev.signalbox.api.routing.Replies;
import dev.signalbox.api.routing.Route;
import dev.signalbox.api.routing.RoutedRequest;
import dev.signalbox.panel.access.AccessService;
import dev.signalbox.panel.access.Caller;
import dev.signalbox.panel.access.RouteAccess;
import dev.signalbox.panel.node.Node;
import dev.signalbox.panel.node.NodeService;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * {@code GET /instances}: the instances of every daemon that is online, as far as the caller may
 * see them.
 */
public final class InstanceOverviewRoutes {
  private final NodeService nodes;
  private final AccessService access;
  private final InstanceLists lists;

  @Inject
  InstanceOverviewRoutes(NodeService nodes, AccessService access, InstanceLists lists) {
    this.nodes = requireNonNull(nodes, "nodes");
    this.access = requireNonNull(access, "access");
    this.lists = requireNonNull(lists, "lists");
  }

  public List<Route> routes() {
    return List.of(
        Route.of("GET", "/instances", this::list)
            .with(
                RouteDoc.KEY,
                RouteDoc.page("Lists the instances of every daemon", InstanceSnapshot.class)
                    .query("q", "daemon", "state", "tag", "limit", "cursor"))
            .with(RouteAccess.KEY, RouteAccess.signedIn()));
  }

  private CompletionStage<HttpReply> list(RoutedRequest request) {
    PageRequest page = PageRequest.of(request);
    Filter filter = Filter.of(request);
    Caller caller = Caller.of(request);
    List<CompletableFuture<List<JsonObject>>> answers = new ArrayList<>();
    for (Node node : nodes.list()) {
      if (node.status() == Node.Status.ONLINE
          && filter.takes(node)
          && access.sees(caller, node.id())) {
        answers.add(lists.of(caller, node, request).toCompletableFuture());
      }
    }
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .thenApply(
            all ->
                answers.stream()
                    .flatMap(answer -> answer.join().stream())
                    .filter(filter::takes)
                    .toList())
        .thenApply(found -> Replies.ok(part(found, page)));
  }

  private static Page<JsonObject> part(List<JsonObject> found, PageRequest page) {
    List<JsonObject> sorted =
        found.stream().sorted(Comparator.comparing(InstanceOverviewRoutes::key)).toList();
    String after = page.cursor().map(InstanceOverviewRoutes::decoded).orElse("");
    List<JsonObject> rest = sorted.stream().filter(item -> key(item).compareTo(after) > 0).toList();
    if (rest.size() <= page.limit()) {
      return Page.of(rest);
    }
    List<JsonObject> items = rest.subList(0, page.limit());
    String last = key(items.get(items.size() - 1));
    return new Page<>(
        items,
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(last.getBytes(StandardCharsets.UTF_8)));
  }

  private static String decoded(String cursor) {
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw SignalboxException.invalid("cursor", "cursor: unreadable (expected: next of a page)");
    }
  }

  private static String key(JsonObject item) {
    return text(item, "name").toLowerCase(Locale.ROOT)
        + '\n'
        + text(item, "daemon")
        + '\n'
        + text(item, "id");
  }

  private static String text(JsonObject item, String field) {
    JsonElement value = item.get(field);
    return value != null && value.isJsonPrimitive() ? value.getAsString() : "";
  }

  /** What a client asks to see; an empty text asks for nothing. */
  private record Filter(String words, String daemon, String state, String tag) {
    static Filter of(RoutedRequest request) {
      return new Filter(
          request.query("q").orElse("").toLowerCase(Locale.ROOT),
          request.query("daemon").orElse(""),
          request.query("state").orElse(""),
          request.query("tag").orElse(""));
    }

    boolean takes(Node node) {
      return daemon.isEmpty() || node.id().value().equals(daemon);
    }

    boolean takes(JsonObject item) {
      return text(item, "name").toLowerCase(Locale.ROOT).contains(words)
          && (state.isEmpty() || text(item, "state").equals(state))
          && (tag.isEmpty() || hasTag(item));
    }

    private boolean hasTag(JsonObject item) {
      if (item.get("tags") instanceof JsonArray tags) {
        for (JsonElement each : tags) {
          if (each.isJsonPrimitive() && each.getAsString().equals(tag)) {
            return true;
          }
        }
      }
      return false;
    }
  }
}
