package dev.signalbox.api.diagnosis;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Locale;

/** Says things to people: faults of the network in plain words, what strangers sent defused. */
final class Words {
  private static final int MOST_CHARACTERS = 120;

  private Words() {}

  /** Returns a text that a stranger sent on one line, without what a terminal would obey. */
  static String quoted(String text) {
    String plain = text.strip().replaceAll("[^\\x20-\\x7e\\u00a0-\\ud7ff]+", " ").strip();
    return "“"
        + (plain.length() > MOST_CHARACTERS ? plain.substring(0, MOST_CHARACTERS) + "…" : plain)
        + "”";
  }

  static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
  }

  /** Returns why a connection did not come about or broke off. */
  static String fault(Exception failure) {
    String message = failure.getMessage() == null ? "" : failure.getMessage();
    String lower = message.toLowerCase(Locale.ROOT);
    if (failure instanceof SocketTimeoutException || lower.contains("timed out")) {
      return "no answer within " + WalkTime.HOP.toSeconds() + " s";
    }
    if (lower.contains("network is unreachable") || lower.contains("protocol family")) {
      return "this machine has no way into that network";
    }
    if (failure instanceof NoRouteToHostException || lower.contains("no route")) {
      return "no route to that machine";
    }
    if (failure instanceof ConnectException || failure instanceof PortUnreachableException) {
      return lower.contains("refused") ? "refused: nothing listens there" : "not reached";
    }
    if (lower.contains("reset") || lower.contains("broken pipe") || lower.contains("aborted")) {
      return "the other side broke the connection off";
    }
    if (lower.contains("permission denied") || lower.contains("not permitted")) {
      return "a firewall of this machine forbids it";
    }
    return failure instanceof SocketException ? "the connection broke" : "the other side hung up";
  }
}
