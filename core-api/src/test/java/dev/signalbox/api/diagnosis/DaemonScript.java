package dev.signalbox.api.diagnosis;

import dev.signalbox.api.routing.HttpDate;
import java.time.Instant;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** What a daemon answers to a diagnosis, with one thing amiss where a test says so. */
record DaemonScript(UnaryOperator<Instant> clock, String greeting, String upgrade, String preflight)
    implements UnaryOperator<String> {
  static final String NO_TICKET = problem(401, "ticket.missing");
  static final String LET_IN =
      "HTTP/1.1 204 No Content\r\nAccess-Control-Allow-Origin: *\r\n"
          + "Access-Control-Allow-Methods: GET, HEAD, PUT\r\n"
          + "Access-Control-Allow-Headers: Authorization, Content-Type\r\n\r\n";

  static final DaemonScript HEALTHY =
      new DaemonScript(UnaryOperator.identity(), NO_TICKET, NO_TICKET, LET_IN);

  static String problem(int status, String code) {
    return answer(
        status,
        "application/problem+json",
        "{\"status\":" + status + ",\"code\":\"" + code + "\"}");
  }

  static String answer(int status, String type, String body) {
    return "HTTP/1.1 %d X\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(status, type, body.length(), body);
  }

  DaemonScript clockOffBy(long seconds) {
    return new DaemonScript(now -> now.plusSeconds(seconds), greeting, upgrade, preflight);
  }

  DaemonScript greeting(String other) {
    return new DaemonScript(clock, other, upgrade, preflight);
  }

  DaemonScript upgrade(String other) {
    return new DaemonScript(clock, greeting, other, preflight);
  }

  DaemonScript preflight(String other) {
    return new DaemonScript(clock, greeting, upgrade, other);
  }

  @Override
  public String apply(String head) {
    String answer = greeting;
    if (head.startsWith("OPTIONS")) {
      answer = preflight;
    } else if (head.toLowerCase(Locale.ROOT).contains("\nupgrade:")) {
      answer = upgrade;
    }
    String date = "\r\nDate: " + HttpDate.format(clock.apply(Instant.now())) + "\r\n";
    return answer.replaceFirst("\r\n", date);
  }
}
