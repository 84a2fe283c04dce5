package dev.signalbox.panel.node;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.link.DaemonAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The addresses of a daemon: {@code https://host[:port][/path]}, and nothing else. */
final class Addresses {
  private static final int MOST = 16;
  private static final int MAX_LENGTH = 300;
  private static final Pattern LINK_LOCAL =
      Pattern.compile("169\\.254\\..*|\\[fe[89ab][0-9a-f]:.*", Pattern.CASE_INSENSITIVE);

  private Addresses() {}

  /**
   * Returns the addresses in one form.
   *
   * @throws SignalboxException {@code request.invalid} naming the one at fault
   */
  static List<URI> checked(List<URI> given) {
    if (given.size() > MOST) {
      throw SignalboxException.invalid(
          "addresses", "addresses: " + given.size() + " (expected: at most " + MOST + ")");
    }
    Set<URI> checked = new LinkedHashSet<>();
    for (int i = 0; i < given.size(); i++) {
      checked.add(checked("addresses[" + i + "]", given.get(i)));
    }
    return List.copyOf(checked);
  }

  /** Returns one address in its one form; {@code field} names it where it is refused. */
  static URI checked(String field, URI given) {
    try {
      URI address = DaemonAddress.parse(given.toString());
      if (given.toString().length() <= MAX_LENGTH
          && !LINK_LOCAL.matcher(address.getHost()).matches()) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      // Told below, whatever it is.
    }
    throw SignalboxException.invalid(
        field,
        field + ": " + given + " (expected: https://host[:port][/path], and not link-local)");
  }

  /** Returns those that may be shown to an operator; a daemon says what it likes. */
  static List<URI> sound(List<URI> proposed) {
    List<URI> sound = new ArrayList<>();
    for (URI each : proposed) {
      try {
        sound.add(checked("address", each));
      } catch (SignalboxException e) {
        // Not one to send a browser to.
      }
    }
    return sound.stream().distinct().limit(MOST).toList();
  }

  static String text(List<URI> addresses) {
    return addresses.stream().map(URI::toString).collect(Collectors.joining(" "));
  }

  static List<URI> read(String text) {
    return Stream.of(text.split(" ")).filter(part -> !part.isEmpty()).map(URI::create).toList();
  }
}
