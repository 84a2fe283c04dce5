package dev.signalbox.api.file;

import dev.signalbox.api.error.SignalboxException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks lists that come out of JSON, where anything may be missing. */
final class RequestLists {
  private RequestLists() {}

  static <T> List<T> checked(String field, @Nullable List<? extends @Nullable T> given, int max) {
    int size = given == null ? 0 : given.size();
    if (given == null || size < 1 || size > max) {
      throw SignalboxException.invalid(field, field + ": " + size + " (expected: 1.." + max + ")");
    }
    List<T> items = new ArrayList<>(size);
    for (@Nullable T item : given) {
      if (item == null) {
        throw SignalboxException.invalid(field, field + ": holds null");
      }
      items.add(item);
    }
    return List.copyOf(items);
  }
}
