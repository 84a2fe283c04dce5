package dev.signalbox.panel.control;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.ResponseBody;
import dev.signalbox.api.json.Json;
import dev.signalbox.api.operation.Operation;
import dev.signalbox.api.routing.RoutedRequest;
import dev.signalbox.panel.access.Caller;
import dev.signalbox.panel.exchange.ExchangeParty;
import dev.signalbox.panel.exchange.LinkExchanges;
import dev.signalbox.panel.exchange.LinkExchanges.Kind;
import dev.signalbox.panel.node.NodeError;
import dev.signalbox.panel.node.NodeService;
import dev.signalbox.panel.relay.DaemonAnswers;
import dev.signalbox.panel.ticket.MintedTicket;
import dev.signalbox.panel.ticket.TicketOrder;
import dev.signalbox.panel.ticket.TicketService;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Sends a small operation over the link with a ticket in the caller's name, and passes the answer
 * on.
 */
final class LinkForwarder {
  /** Larger than any page of the largest records; a daemon that sends more is ill or hostile. */
  private static final int MAX_ANSWER_BYTES = 8 * 1024 * 1024;

  private static final List<String> PASSED =
      List.of("Accept", "Content-Type", "If-Match", "If-None-Match");

  private final TicketService tickets;
  private final NodeService nodes;
  private final LinkExchanges exchanges;
  private final AnswerDeadline deadline;

  @Inject
  LinkForwarder(
      TicketService tickets, NodeService nodes, LinkExchanges exchanges, AnswerDeadline deadline) {
    this.tickets = requireNonNull(tickets, "tickets");
    this.nodes = requireNonNull(nodes, "nodes");
    this.exchanges = requireNonNull(exchanges, "exchanges");
    this.deadline = requireNonNull(deadline, "deadline");
  }

  CompletionStage<HttpReply> forward(Operation operation, RoutedRequest request) {
    TicketOrder order = OperationOrders.of(operation, request, null);
    Caller caller = Caller.of(request);
    MintedTicket ticket = tickets.mint(caller, order);
    HttpRequest http = request.http();
    HttpRequest toDaemon =
        http.withTarget(OperationOrders.daemonPath(request), http.query())
            .withHeaders(headers(http.headers()).with("Authorization", "Bearer " + ticket.token()));
    CompletionStage<HttpReply> exchange =
        exchanges.carry(
            order.daemon(),
            Kind.CONTROL,
            ExchangeParty.subject(caller.user().value()),
            toDaemon,
            nodes.link(order.daemon()),
            LinkForwarder::harmless);
    AnswerBytes bytes = new AnswerBytes(MAX_ANSWER_BYTES);
    return deadline.hold(
        exchange.thenComposeAsync(
            reply -> bounded((HttpResponse) reply, bytes, request), request.workers()),
        () -> {
          exchange.toCompletableFuture().cancel(false);
          bytes.cancel();
        });
  }

  private static HttpHeaders headers(HttpHeaders sent) {
    HttpHeaders passed = HttpHeaders.empty();
    for (String name : PASSED) {
      String value = sent.first(name).orElse(null);
      if (value != null) {
        passed = passed.with(name, value);
      }
    }
    return passed;
  }

  private static HttpReply harmless(HttpReply reply) {
    if (!(reply instanceof HttpResponse response)) {
      throw new SignalboxException(NodeError.BAD_ANSWER, "the daemon answered with a WebSocket");
    }
    if (response.status() == 401 || response.status() == 403) {
      throw new SignalboxException(
          NodeError.REFUSED,
          "the daemon refused the panel's ticket: compare the two clocks, and look at the daemon's log");
    }
    return DaemonAnswers.harmless(response);
  }

  private static CompletionStage<HttpReply> bounded(
      HttpResponse response, AnswerBytes reader, RoutedRequest request) {
    return reader
        .read(response.body())
        .<HttpReply>thenApplyAsync(
            bytes -> response.withBody(ResponseBody.of(checked(response, bytes))),
            request.workers());
  }

  /** Lets as JSON pass only what is JSON, and no deeper than what we read ourselves. */
  private static byte[] checked(HttpResponse answer, byte[] body) {
    boolean json =
        answer.headers().first("Content-Type").filter(type -> type.endsWith("json")).isPresent();
    if (json && body.length > 0) {
      try {
        Json.parse(body);
      } catch (SignalboxException e) {
        throw new SignalboxException(
            NodeError.BAD_ANSWER, "the daemon's answer is not the JSON that it claims to be", e);
      }
    }
    return body;
  }
}
