package dev.signalbox.api.routing;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Typed values by key. Immutable. */
public final class Attributes {
  private static final Attributes NONE = new Attributes(Map.of());

  private final Map<Key<?>, Object> values;

  private Attributes(Map<Key<?>, Object> values) {
    this.values = values;
  }

  public static Attributes none() {
    return NONE;
  }

  public <T> Optional<T> get(Key<T> key) {
    return Optional.ofNullable(key.type().cast(values.get(key)));
  }

  /** Returns these attributes with one set, replacing an earlier value. */
  public <T> Attributes with(Key<T> key, T value) {
    Map<Key<?>, Object> changed = new HashMap<>(values);
    changed.put(key, key.type().cast(value));
    return new Attributes(changed);
  }
}
