package dev.signalbox.api.file;

import dev.signalbox.api.error.SignalboxException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks to move or rename files and directories; nothing is overwritten.
 *
 * @param items at least one, at most {@value #MAX_ITEMS}
 */
public record MoveRequest(List<Item> items) {
  static final int MAX_ITEMS = 10_000;

  public MoveRequest {
    items = RequestLists.checked("items", items, MAX_ITEMS);
  }

  /** One thing to move, with its new path (not the directory to move it into). */
  public record Item(@Nullable String from, @Nullable String to) {
    public Item {
      if (from == null || to == null) {
        throw SignalboxException.invalid(
            "items", "items: one lacks from or to (expected: two paths)");
      }
      FilePath.parse(from);
      FilePath.parse(to);
    }

    /** Returns where it is, read. */
    public FilePath source() {
      return FilePath.parse(from == null ? "" : from);
    }

    /** Returns where it goes, read. */
    public FilePath target() {
      return FilePath.parse(to == null ? "" : to);
    }
  }
}
