package dev.signalbox.api.routing;

import dev.signalbox.api.json.KeepNull;
import java.util.List;
import java.util.function.Function;
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

  /**
   * Returns the part out of a query that asked for one item more than the limit.
   *
   * @param found at most {@code limit + 1} items
   * @param cursor what names an item, so that the next part begins behind it
   */
  public static <T> Page<T> of(List<T> found, int limit, Function<T, String> cursor) {
    if (found.size() <= limit) {
      return of(found);
    }
    return new Page<>(found.subList(0, limit), cursor.apply(found.get(limit - 1)));
  }
}
