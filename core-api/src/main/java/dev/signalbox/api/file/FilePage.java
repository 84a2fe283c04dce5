package dev.signalbox.api.file;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a directory's entries, sorted by the bytes of their names.
 *
 * @param next the cursor of the next part; null where this is the last
 */
public record FilePage(List<FileEntry> items, @Nullable String next) {
  public FilePage {
    items = List.copyOf(items);
  }
}
