package dev.signalbox.api.routing;

import static java.util.Objects.requireNonNull;

/**
 * Names an attribute of a route or a request, and says what type its values have.
 *
 * @param name unique among the keys of that type, such as {@code caller}
 */
public record Key<T>(String name, Class<T> type) {
  public Key {
    requireNonNull(name, "name");
    requireNonNull(type, "type");
  }

  public static <T> Key<T> of(String name, Class<T> type) {
    return new Key<>(name, type);
  }
}
