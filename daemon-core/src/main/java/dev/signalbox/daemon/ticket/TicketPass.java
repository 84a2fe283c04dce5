package dev.signalbox.daemon.ticket;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.routing.RoutedRequest;
import dev.signalbox.api.ticket.TicketError;
import java.util.List;
import java.util.Optional;

/**
 * Finds what a request shows: {@code ?ticket=}, or {@code Authorization: Bearer}, or the WebSocket
 * subprotocol {@code ticket.…}. The query is what a redirect carries, along with whatever header
 * the client keeps sending; so it comes first and the header is then not looked at.
 */
final class TicketPass {
  private static final String BEARER = "Bearer ";
  private static final String SUBPROTOCOL = "ticket.";

  private TicketPass() {}

  static String of(RoutedRequest request) {
    Optional<String> query = request.query("ticket");
    List<String> offered =
        request.headers().members("Sec-WebSocket-Protocol").stream()
            .filter(name -> name.startsWith(SUBPROTOCOL))
            .toList();
    List<String> header = query.isPresent() ? List.of() : request.headers().all("Authorization");
    int ways = (query.isPresent() ? 1 : 0) + offered.size() + header.size();
    if (ways == 0) {
      throw new SignalboxException(TicketError.MISSING, "a ticket is needed");
    }
    if (ways > 1) {
      throw new SignalboxException(TicketError.MALFORMED, "a ticket is shown in one way only");
    }
    if (query.isPresent()) {
      return query.get();
    }
    return offered.isEmpty()
        ? bearer(header.get(0))
        : offered.get(0).substring(SUBPROTOCOL.length());
  }

  private static String bearer(String header) {
    if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      throw new SignalboxException(TicketError.MALFORMED, "Authorization shows no Bearer ticket");
    }
    return header.substring(BEARER.length()).strip();
  }
}
