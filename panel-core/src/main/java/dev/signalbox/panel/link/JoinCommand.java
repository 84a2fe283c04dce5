package dev.signalbox.panel.link;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.panel.ticket.Ways;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/** What to type on the machine of a daemon, with an address by which it finds the panel. */
final class JoinCommand {
  private static final Pattern ONLY_HERE =
      Pattern.compile("localhost|.*\\.localhost|127\\..*|\\[?::1]?|\\[?0:0:0:0:0:0:0:1]?");

  private final LinkConfig config;

  @Inject
  JoinCommand(LinkConfig config) {
    this.config = requireNonNull(config, "config");
  }

  /** Returns the command for a code that was asked for by that request. */
  String of(HttpRequest request, String code) {
    return "java -jar signalbox.jar daemon join " + address(request) + " " + code;
  }

  /**
   * Returns the panel's address as the request came, but never one that only this machine
   * understands where there is a better.
   */
  private String address(HttpRequest request) {
    String asked = Ways.origin(request);
    URI origin = URI.create(asked);
    if (origin.getHost() == null || !isOnlyHere(origin.getHost())) {
      return asked;
    }
    return config.hosts().stream()
        .filter(host -> !isOnlyHere(host))
        .filter(host -> isNamed(host) || isAddress(host))
        .findFirst()
        .map(
            host ->
                asked.replace(origin.getHost(), host.indexOf(':') < 0 ? host : "[" + host + "]"))
        .orElse(asked);
  }

  /**
   * An operator's names stand before {@code localhost}; the machine's own name may mean nothing
   * elsewhere.
   */
  private boolean isNamed(String host) {
    List<String> hosts = config.hosts();
    int local = hosts.indexOf("localhost");
    return local < 0 || hosts.indexOf(host) < local;
  }

  private static boolean isAddress(String host) {
    return host.indexOf(':') >= 0 || host.matches("[0-9.]+");
  }

  private static boolean isOnlyHere(String host) {
    return ONLY_HERE.matcher(host).matches();
  }
}
