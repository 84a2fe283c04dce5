package dev.signalbox.api.routing;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The path below which everything is served.
 *
 * @param value empty for the root, else such as {@code /signalbox}: it begins with a slash, ends
 *     without one, and needs no escapes in a URL or in HTML
 */
public record BasePath(String value) {
  private static final Pattern FORM = Pattern.compile("(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*");
  private static final int MAX_LENGTH = 200;

  /** The root: nothing stands in front. */
  public static final BasePath ROOT = new BasePath("");

  public BasePath {
    requireNonNull(value, "value");
    if (value.length() > MAX_LENGTH || !FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "path: "
              + value
              + " (expected: such as /signalbox, of letters, digits, '-', '_', '~' and '.')");
    }
  }

  /**
   * Reads a path as a person types it: a slash at its end does not count.
   *
   * @throws IllegalArgumentException {@code path: … (expected: …)}
   */
  public static BasePath parse(String text) {
    return new BasePath(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
  }

  /** Returns what a path is below this one, with its slash; empty where it lies elsewhere. */
  public Optional<String> below(String path) {
    if (!path.startsWith(value)) {
      return Optional.empty();
    }
    String rest = path.substring(value.length());
    if (rest.isEmpty()) {
      return Optional.of("/");
    }
    return rest.startsWith("/") ? Optional.of(rest) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
