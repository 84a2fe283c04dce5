package dev.signalbox.api.routing;

import dev.signalbox.api.json.KeepNull;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param items the objects of this part
 * @param next the cursor of the next part; null at the end
 */
public record Page<T>(List<T> items, @KeepNull @Nullable String next) {
  public Page {
    items = List.copyOf(items);
  }

  /** Returns a list that is whole. */
  public static <T> Page<T> of(List<T> items) {
    return new Page<>(items, null);
  }
}
