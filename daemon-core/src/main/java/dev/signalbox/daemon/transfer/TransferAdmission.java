package dev.signalbox.daemon.transfer;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.operation.DaemonOperations;
import dev.signalbox.api.routing.RoutedRequest;
import dev.signalbox.api.ticket.TicketDemand;
import dev.signalbox.api.ticket.TicketGate;
import dev.signalbox.daemon.ticket.Admission;
import dev.signalbox.daemon.ticket.Admitted;
import jakarta.inject.Inject;
import java.util.Set;

/** Takes a ticket, also one that began a download which this request continues. */
final class TransferAdmission implements Admission {
  private final TransferTickets tickets;

  @Inject
  TransferAdmission(TransferTickets tickets) {
    this.tickets = requireNonNull(tickets, "tickets");
  }

  @Override
  public Set<String> operations() {
    return Set.of(DaemonOperations.FILES_DOWNLOAD, DaemonOperations.FILES_UPLOAD);
  }

  @Override
  public RoutedRequest admit(
      TicketGate gate, String pass, TicketDemand demand, RoutedRequest request) {
    return request.with(Admitted.TICKET, tickets.admit(gate, pass, demand, request.http()));
  }
}
