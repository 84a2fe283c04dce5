package dev.signalbox.api.diagnosis;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** The hops from a connected socket on. */
final class LastHops {
  private final ProbeTarget target;
  private final InstantSource clock;
  private final WalkTime time;

  LastHops(ProbeTarget target, InstantSource clock, WalkTime time) {
    this.target = requireNonNull(target, "target");
    this.clock = requireNonNull(clock, "clock");
    this.time = requireNonNull(time, "time");
  }

  /** Walks them over a socket, which it closes, and as many more to the same address. */
  Findings walk(Socket connected, InetSocketAddress address) {
    Findings into = new Findings(target.destination());
    TlsDoor door = new TlsDoor(target, address, clock);
    try {
      SSLSocket tls = door.first(connected, time.hop(), into);
      ask(tls, new Requests(target, door, time), into);
    } catch (IOException e) {
      // The findings have it.
    }
    return into;
  }

  private void ask(SSLSocket tls, Requests requests, Findings into) {
    AnswerJudge judge = new AnswerJudge(target, into);
    try {
      Instant asked = clock.instant();
      HttpAnswer answer = requests.greet(tls);
      Duration took = Duration.between(asked, clock.instant());
      judge.judgeClock(answer, asked.plus(took.dividedBy(2)));
      judge.judgeGreeting(answer);
    } catch (IOException e) {
      into.skip(Hop.CLOCK, "no answer came that tells the time");
      into.fail(Hop.HTTP, noAnswer(e), remedy());
    }
    if (into.hasFailed(Hop.HTTP)) {
      return;
    }
    try {
      judge.judgeUpgrade(requests.upgrade());
    } catch (IOException e) {
      into.fail(
          Hop.WEBSOCKET,
          "a request for a WebSocket: " + noAnswer(e),
          "Look into the log of the proxy in between; it may hold such requests back.");
    }
    String origin = target.origin();
    if (target.destination() == Destination.DAEMON) {
      askForOrigin(requests, judge, origin, into);
    }
  }

  private void askForOrigin(
      Requests requests, AnswerJudge judge, @Nullable String origin, Findings into) {
    if (origin == null) {
      into.skip(Hop.ORIGIN, "nobody said of which pages");
      return;
    }
    try {
      judge.judgePreflight(requests.preflight(origin), origin);
    } catch (IOException e) {
      into.fail(
          Hop.ORIGIN,
          "a request with OPTIONS: " + noAnswer(e),
          "Have the proxy in between pass OPTIONS on.");
    }
  }

  private static String noAnswer(IOException failure) {
    return failure instanceof HttpAnswer.NoHttpException
        ? "the answer is no HTTP/1.1: " + failure.getMessage()
        : Words.fault(failure);
  }

  private String remedy() {
    return "Look into the log of the "
        + target.destination().word()
        + ", or of what listens there: ss"
        + " -ltnp 'sport = :"
        + target.port()
        + "'";
  }
}
