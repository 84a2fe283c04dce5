package dev.signalbox.daemon.ticket;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.file.FilePath;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.operation.Operation;
import dev.signalbox.api.routing.Filter;
import dev.signalbox.api.routing.RoutedRequest;
import dev.signalbox.api.ticket.TicketDemand;
import dev.signalbox.api.ticket.TicketError;
import dev.signalbox.api.ticket.TicketGate;
import dev.signalbox.api.ticket.TicketPass;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Stands before one operation and lets a request through that shows leave for exactly that. */
final class TicketFilter implements Filter {
  private final Operation operation;
  private final Supplier<TicketGate> gate;
  private final Admission admission;

  TicketFilter(Operation operation, Supplier<TicketGate> gate, Set<Admission> admissions) {
    this.operation = requireNonNull(operation, "operation");
    this.gate = requireNonNull(gate, "gate");
    this.admission =
        admissions.stream()
            .filter(special -> special.operations().contains(operation.id()))
            .findFirst()
            .orElseGet(FreshTicket::new);
  }

  @Override
  public CompletionStage<HttpReply> apply(RoutedRequest request, Next next) {
    String pass =
        TicketPass.of(request)
            .orElseThrow(() -> new SignalboxException(TicketError.MISSING, "a ticket is needed"))
            .token();
    TicketDemand demand = demand(request);
    return next.handle(admission.admit(gate.get(), pass, demand, request));
  }

  private TicketDemand demand(RoutedRequest request) {
    TicketDemand demand =
        TicketDemand.of(operation.id()).fromOrigin(request.headers().first("Origin").orElse(null));
    if (operation.ofInstance()) {
      demand = demand.onInstance(request.parameter("instance", InstanceId::new));
    }
    return operation.bindsPath()
        ? demand.onPath(FilePath.parse(request.query("path").orElse("")).toString())
        : demand;
  }
}
