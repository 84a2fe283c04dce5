package dev.signalbox.daemon.console;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.operation.DaemonOperations;
import dev.signalbox.api.routing.RoutedRequest;
import dev.signalbox.api.ticket.TicketDemand;
import dev.signalbox.api.ticket.TicketGate;
import dev.signalbox.daemon.ticket.Admission;
import dev.signalbox.daemon.ticket.Admitted;
import jakarta.inject.Inject;
import java.util.Set;

/** Takes a ticket, or a resume token in its place. */
final class ConsoleAdmission implements Admission {
  private final Consoles consoles;

  @Inject
  ConsoleAdmission(Consoles consoles) {
    this.consoles = requireNonNull(consoles, "consoles");
  }

  @Override
  public Set<String> operations() {
    return Set.of(DaemonOperations.CONSOLE);
  }

  @Override
  public RoutedRequest admit(
      TicketGate gate, String pass, TicketDemand demand, RoutedRequest request) {
    if (!consoles.isResumeToken(pass)) {
      return request.with(Admitted.TICKET, gate.admit(pass, demand));
    }
    ConsoleGrant grant =
        consoles
            .redeem(pass, requireNonNull(demand.instance(), "instance"), demand.origin())
            .orElseThrow(
                () ->
                    new SignalboxException(
                        ConsoleError.BAD_RESUME,
                        "this resume token is used, late, or for another console; ask for a ticket"));
    return request.with(ConsoleRoutes.GRANT, grant);
  }
}
