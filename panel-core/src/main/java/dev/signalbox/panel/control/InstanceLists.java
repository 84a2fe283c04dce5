package dev.signalbox.panel.control;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.RequestBody;
import dev.signalbox.api.json.Json;
import dev.signalbox.api.operation.DaemonOperations;
import dev.signalbox.api.operation.OperationTable;
import dev.signalbox.api.routing.RoutedRequest;
import dev.signalbox.panel.access.Caller;
import dev.signalbox.panel.node.Node;
import dev.signalbox.panel.node.NodeError;
import dev.signalbox.panel.node.NodeService;
import dev.signalbox.panel.ticket.MintedTicket;
import dev.signalbox.panel.ticket.TicketOrder;
import dev.signalbox.panel.ticket.TicketService;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks one daemon for all its instances, page by page, in the caller's name. */
final class InstanceLists {
  private static final Logger log = LoggerFactory.getLogger(InstanceLists.class);

  /** For all pages of one daemon: some ten thousand instances. */
  private static final int MAX_BYTES = 16 * 1024 * 1024;

  /** How long the others wait for one daemon. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final OperationTable table;
  private final TicketService tickets;
  private final NodeService nodes;

  @Inject
  InstanceLists(OperationTable table, TicketService tickets, NodeService nodes) {
    this.table = requireNonNull(table, "table");
    this.tickets = requireNonNull(tickets, "tickets");
    this.nodes = requireNonNull(nodes, "nodes");
  }

  /**
   * Returns the instances with their daemon's id added; none where the daemon does not answer in
   * time, answers nonsense, or the caller may not look.
   */
  CompletionStage<List<JsonObject>> of(Caller caller, Node node, RoutedRequest request) {
    Gathered gathered = new Gathered(node);
    return next(caller, node, request, gathered, "")
        .toCompletableFuture()
        .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(
            failure -> {
              gathered.close();
              log.debug("instances not listed daemon={}", node.id(), failure);
              return List.of();
            });
  }

  private CompletionStage<List<JsonObject>> next(
      Caller caller, Node node, RoutedRequest request, Gathered gathered, String cursor) {
    return page(caller, node, request, cursor)
        .thenComposeAsync(
            page -> {
              String further = gathered.take(page);
              return further.isEmpty()
                  ? CompletableFuture.completedStage(gathered.found)
                  : next(caller, node, request, gathered, further);
            },
            request.workers());
  }

  private CompletionStage<byte[]> page(
      Caller caller, Node node, RoutedRequest request, String cursor) {
    TicketOrder order =
        new TicketOrder(node.id(), table.get(DaemonOperations.INSTANCES_LIST), null, null, null);
    try {
      MintedTicket ticket = tickets.mint(caller, order);
      String query =
          "limit=1000"
              + (cursor.isEmpty()
                  ? ""
                  : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8));
      return nodes
          .link(node.id())
          .handle(
              new HttpRequest(
                  "GET",
                  "/v1/instances",
                  query,
                  HttpHeaders.of("Authorization", "Bearer " + ticket.token()),
                  RequestBody.empty(),
                  request.peer()))
          .thenCompose(InstanceLists::bytes);
    } catch (SignalboxException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  private static CompletionStage<byte[]> bytes(HttpReply reply) {
    if (!(reply instanceof HttpResponse response)) {
      throw new SignalboxException(NodeError.BAD_ANSWER, "the daemon answered with a WebSocket");
    }
    if (response.status() != 200) {
      response.body().release();
      throw new SignalboxException(
          NodeError.BAD_ANSWER, "the daemon answered " + response.status());
    }
    return AnswerBytes.read(response.body(), MAX_BYTES);
  }

  /** What one daemon told so far, page by page; a daemon that goes on for ever is cut off. */
  private static final class Gathered {
    private final List<JsonObject> found = new ArrayList<>();
    private final Node node;
    private int bytesLeft = MAX_BYTES;
    private volatile boolean closed;

    Gathered(Node node) {
      this.node = node;
    }

    /** Lets nothing more in: nobody waits any longer. */
    void close() {
      closed = true;
    }

    /** Takes a page and returns the cursor of the next one, empty where there is none. */
    String take(byte[] bytes) {
      if (closed || bytes.length > bytesLeft) {
        throw new SignalboxException(NodeError.BAD_ANSWER, "the daemon's list does not end");
      }
      bytesLeft -= bytes.length;
      JsonObject page = Json.parse(bytes).getAsJsonObject();
      int before = found.size();
      if (page.get("items") instanceof JsonArray items) {
        for (JsonElement item : items) {
          if (item instanceof JsonObject instance) {
            instance.addProperty("daemon", node.id().value());
            found.add(instance);
          }
        }
      }
      // A page without anything on it leads nowhere, whatever it says.
      return found.size() > before ? cursor(page) : "";
    }

    private static String cursor(JsonObject page) {
      JsonElement next = page.get("next");
      return next != null && next.isJsonPrimitive() ? next.getAsString() : "";
    }
  }
}
