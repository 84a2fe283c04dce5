package dev.signalbox.api.ticket;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.routing.RoutedRequest;
import java.util.List;
import java.util.Optional;

/**
 * What a request shows to be let in: a ticket, or what stands in its place.
 *
 * <p>It is {@code ?ticket=}, or {@code Authorization: Bearer}, or the WebSocket subprotocol {@code
 * ticket.…}. The query is what a redirect carries, along with whatever header the client keeps
 * sending; so it comes first and the header is then not looked at.
 *
 * @param token what it shows; never logged
 * @param way how it shows it
 */
public record TicketPass(String token, Way way) {
  /** What the resume token of a console begins with, which no ticket does. */
  public static final String RESUME_PREFIX = "resume_";

  private static final String BEARER = "Bearer ";
  private static final String SUBPROTOCOL = "ticket.";

  /** Where in a request it stands. */
  public enum Way {
    QUERY,
    AUTHORIZATION,
    SUBPROTOCOL
  }

  /**
   * Finds it in a request.
   *
   * @return empty where the request shows nothing
   * @throws SignalboxException {@code ticket.malformed} where it is shown in more than one way
   */
  public static Optional<TicketPass> of(RoutedRequest request) {
    Optional<String> query = request.query("ticket");
    List<String> offered =
        request.headers().members("Sec-WebSocket-Protocol").stream()
            .filter(name -> name.startsWith(SUBPROTOCOL))
            .toList();
    List<String> header = query.isPresent() ? List.of() : request.headers().all("Authorization");
    int ways = (query.isPresent() ? 1 : 0) + offered.size() + header.size();
    if (ways > 1) {
      throw new SignalboxException(TicketError.MALFORMED, "a ticket is shown in one way only");
    }
    if (query.isPresent()) {
      return Optional.of(new TicketPass(query.get(), Way.QUERY));
    }
    if (!offered.isEmpty()) {
      return Optional.of(
          new TicketPass(offered.get(0).substring(SUBPROTOCOL.length()), Way.SUBPROTOCOL));
    }
    return header.stream()
        .findFirst()
        .map(value -> new TicketPass(bearer(value), Way.AUTHORIZATION));
  }

  private static String bearer(String header) {
    if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      throw new SignalboxException(TicketError.MALFORMED, "Authorization shows no Bearer ticket");
    }
    return header.substring(BEARER.length()).strip();
  }

  /** Says whether it has the form of a console's resume token. */
  public boolean isResumeToken() {
    return token.startsWith(RESUME_PREFIX);
  }

  /** Names the way only: the token is a secret. */
  @Override
  public String toString() {
    return "TicketPass[" + way + "]";
  }
}
