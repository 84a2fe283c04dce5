package dev.signalbox.launcher;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.link.dial.DialException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Path;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says why a daemon did not join or leave, and what to do. */
final class JoinFailure {
  private JoinFailure() {}

  static CommandException of(SignalboxException failure, URI panel, Path data) {
    return new CommandException(
        words(failure, panel, data) + " (" + failure.code().id() + ")", failure);
  }

  private static String words(SignalboxException failure, URI panel, Path data) {
    return switch (failure.code().id()) {
      case "join.bad-code" ->
          failure.getMessage()
              + ". A code works once, for 15 minutes, and with the panel that made it. Make another"
              + " there: "
              + Invocation.of("panel join-code --name NAME");
      case "join.other-panel" ->
          failure.getMessage()
              + ". To leave that one: "
              + Invocation.on(data, "daemon leave")
              + "; or join with another data directory.";
      case "join.unreachable" -> unreachable(failure, panel);
      default -> String.valueOf(failure.getMessage());
    };
  }

  private static String unreachable(SignalboxException failure, URI panel) {
    String why = String.valueOf(failure.getMessage()).replaceFirst("\\.?$", ". ");
    return switch (hop(failure)) {
      case NAME ->
          why
              + "This machine does not know the name "
              + panel.getHost()
              + ": correct the address, or make it known in DNS or /etc/hosts.";
      case TLS ->
          why
              + "It may also be another panel, or a proxy with a certificate of its own. Nothing secret"
              + " was sent.";
      case HTTP -> why + "See that " + panel + " is the panel's address, its path included.";
      default ->
          why
              + "See that the panel runs, that "
              + panel
              + " is its address, and that no firewall is in the way.";
    };
  }

  /** Finds how far it got. */
  private static DialException.Kind hop(Throwable failure) {
    for (@Nullable Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof DialException dial) {
        return dial.kind();
      }
      if (each instanceof SSLException) {
        return DialException.Kind.TLS;
      }
      // The JDK's client says of a name that has no address that the connection failed.
      if (each instanceof UnknownHostException || each instanceof UnresolvedAddressException) {
        return DialException.Kind.NAME;
      }
    }
    return DialException.Kind.OTHER;
  }
}
