package dev.signalbox.api.routing;

import dev.signalbox.api.error.SignalboxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which part of a list a client asks for: {@code ?limit=} and {@code ?cursor=}. */
public final class PageRequest {
  public static final int DEFAULT_LIMIT = 100;
  public static final int MAX_LIMIT = 1000;

  private final int limit;
  private final @Nullable String cursor;

  private PageRequest(int limit, @Nullable String cursor) {
    this.limit = limit;
    this.cursor = cursor;
  }

  /**
   * Reads the two parameters of a query.
   *
   * @throws SignalboxException {@code request.invalid} where the limit is not within 1..1000
   */
  public static PageRequest of(RoutedRequest request) {
    int limit = request.query("limit", PageRequest::limit).orElse(DEFAULT_LIMIT);
    return new PageRequest(limit, request.query("cursor").orElse(null));
  }

  private static int limit(String text) {
    int limit = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit: " + text + " (expected: 1..1000)");
    }
    return limit;
  }

  /** Returns how many items at most, 1 to 1000. */
  public int limit() {
    return limit;
  }

  /** Returns the {@code next} of an earlier part; empty for the first. */
  public Optional<String> cursor() {
    return Optional.ofNullable(cursor);
  }
}
