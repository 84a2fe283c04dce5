package dev.signalbox.api.diagnosis;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.routing.HttpDate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Judges what came back: whose answer it is, what its clock says, whom it lets in. */
final class AnswerJudge {
  private static final Duration OFF = Duration.ofSeconds(5);
  private static final Duration FAR_OFF = Duration.ofSeconds(30);

  private final ProbeTarget target;
  private final Destination destination;
  private final Findings into;

  AnswerJudge(ProbeTarget target, Findings into) {
    this.target = requireNonNull(target, "target");
    this.destination = target.destination();
    this.into = requireNonNull(into, "into");
  }

  /**
   * Compares clocks.
   *
   * @param between the middle between question and answer, by our clock
   */
  void judgeClock(HttpAnswer answer, Instant between) {
    Optional<Instant> said = answer.headers().first("Date").flatMap(HttpDate::parse);
    if (said.isEmpty()) {
      into.skip(Hop.CLOCK, "the server does not tell the time");
      return;
    }
    // The field drops the fraction of its second, which is half a second on average.
    Duration ahead = Duration.between(between, said.get().plusMillis(500));
    String detail =
        Words.seconds(ahead.abs())
            + (ahead.isNegative() ? " behind" : " ahead of")
            + " this machine's";
    String remedy =
        "Set both clocks by the network: timedatectl set-ntp true, on this machine and on that of the "
            + destination.word()
            + ".";
    if (ahead.abs().compareTo(FAR_OFF) > 0) {
      into.fail(
          Hop.CLOCK, "its clock is " + detail + "; tickets are good for a minute only", remedy);
    } else if (ahead.abs().compareTo(OFF) > 0) {
      into.warn(Hop.CLOCK, "its clock is " + detail, remedy);
    } else {
      into.pass(Hop.CLOCK, "less than " + OFF.toSeconds() + " s apart");
    }
  }

  /** Judges whether the right server answers at all. */
  void judgeGreeting(HttpAnswer answer) {
    String code = answer.problem().orElse("");
    boolean expected =
        destination == Destination.DAEMON
            ? code.startsWith("ticket.")
            : answer.status() == 200 && answer.body().strip().equals("ok");
    if (expected) {
      into.pass(Hop.HTTP, "a Signalbox " + destination.word() + " answers");
    } else if (code.equals("server.overloaded") || code.equals("server.stopping")) {
      into.warn(
          Hop.HTTP,
          "it is the " + destination.word() + ", and too busy or about to stop (" + code + ")",
          "Run the diagnosis again in a minute; if it stays, look into its log.");
    } else if (answer.status() == 421) {
      into.fail(
          Hop.HTTP,
          "the server does not know itself as " + target.host() + " (421)",
          "Start the "
              + destination.word()
              + " with --host "
              + target.host()
              + "; a proxy in between is"
              + " to pass the Host on (nginx: proxy_set_header Host $http_host;).");
    } else if (answer.status() == 502 || answer.status() == 503 || answer.status() == 504) {
      into.fail(
          Hop.HTTP,
          "a proxy answers, and does not reach the "
              + destination.word()
              + " behind it ("
              + answer.inShort()
              + ")",
          "Start the "
              + destination.word()
              + ", and compare where the proxy sends to with where it"
              + " listens (https, the port, the machine). The proxy's error log says which.");
    } else {
      judgeStranger(answer, code);
    }
  }

  private void judgeStranger(HttpAnswer answer, String code) {
    if (answer.status() >= 300 && answer.status() < 400) {
      into.fail(
          Hop.HTTP,
          "it sends elsewhere: "
              + answer.inShort()
              + answer.headers().first("Location").map(to -> " to " + Words.quoted(to)).orElse(""),
          "Give the address that it sends to, if that is the "
              + destination.word()
              + "; redirects are not followed.");
    } else if (!code.isEmpty()) {
      into.fail(
          Hop.HTTP,
          "a Signalbox server answers, and it is no " + destination.word() + " (" + code + ")",
          "Give the port of the " + destination.word() + ": panel and daemon listen on two.");
    } else {
      into.fail(
          Hop.HTTP,
          "another server answers, and no Signalbox "
              + destination.word()
              + " ("
              + answer.inShort()
              + ")",
          "Compare host and port with where the "
              + destination.word()
              + " listens; a proxy is to pass"
              + " every path on to it.");
    }
  }

  void judgeUpgrade(HttpAnswer answer) {
    String code = answer.problem().orElse("");
    if (destination == Destination.PANEL && answer.status() == 101) {
      into.pass(Hop.WEBSOCKET, "a WebSocket opens");
    } else if (code.startsWith("ticket.")
        || (destination == Destination.PANEL && isRefusal(answer, code))) {
      into.pass(Hop.WEBSOCKET, "the request for one arrives as such (" + code + ", as it must)");
    } else {
      into.fail(
          Hop.WEBSOCKET,
          code.equals("request.upgrade-lost") || code.equals("request.invalid")
              ? "a proxy in between takes the field Upgrade out of requests"
              : "something in between answers requests for a WebSocket itself ("
                  + answer.inShort()
                  + ")",
          "Let the proxy pass WebSockets on. nginx: proxy_http_version 1.1; proxy_set_header Upgrade"
              + " $http_upgrade; proxy_set_header Connection upgrade; Apache: ProxyPass … upgrade=websocket."
              + " Caddy and HAProxy do by themselves.");
    }
  }

  private static boolean isRefusal(HttpAnswer answer, String code) {
    return !code.isEmpty() && (answer.status() == 401 || answer.status() == 403);
  }

  void judgePreflight(HttpAnswer answer, String origin) {
    HttpHeaders headers = answer.headers();
    boolean letIn =
        headers
            .first("Access-Control-Allow-Origin")
            .filter(allowed -> allowed.equals("*") || allowed.equals(origin))
            .isPresent();
    boolean mayWrite =
        allows(headers, "Access-Control-Allow-Methods", "PUT")
            && allows(headers, "Access-Control-Allow-Headers", "Authorization")
            && allows(headers, "Access-Control-Allow-Headers", "Content-Type");
    if (answer.status() / 100 == 2 && letIn && mayWrite) {
      into.pass(Hop.ORIGIN, "pages of " + origin + " may use it");
    } else {
      into.fail(
          Hop.ORIGIN,
          "a browser would not let pages of "
              + origin
              + " use it: the answer to OPTIONS ("
              + answer.inShort()
              + (letIn ? ") does not allow what the web console does" : ") does not let them in"),
          "A daemon lets every page in that has a ticket. Have the proxy in between pass OPTIONS on, and"
              + " not change or double the fields Access-Control-Allow-….");
    }
  }

  private static boolean allows(HttpHeaders headers, String field, String wanted) {
    return headers.hasMember(field, wanted);
  }
}
