package dev.signalbox.daemon.file;

import dev.signalbox.api.file.FileEntry;
import dev.signalbox.api.file.FileType;
import dev.signalbox.api.routing.Page;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Picks one page out of a directory of any size: the smallest names behind the cursor are kept in a
 * heap, so memory follows the page and not the directory.
 */
final class DirectoryPage {
  private final OpenDirectory directory;
  private final int limit;
  private final @Nullable Path after;

  DirectoryPage(OpenDirectory directory, int limit, @Nullable Path after) {
    this.directory = directory;
    this.limit = limit;
    this.after = after;
  }

  Page<FileEntry> read() throws IOException {
    // Unix paths compare by their bytes, which for UTF-8 is the order of code points.
    PriorityQueue<Path> smallest = new PriorityQueue<>(Comparator.<Path>reverseOrder());
    directory.forEachName(
        name -> {
          if (after != null && name.compareTo(after) <= 0) {
            return;
          }
          if (smallest.size() <= limit) {
            smallest.add(name);
          } else if (name.compareTo(smallest.element()) < 0) {
            smallest.remove();
            smallest.add(name);
          }
        });
    List<Path> names = new ArrayList<>(smallest);
    names.sort(Comparator.naturalOrder());
    if (names.size() <= limit) {
      return new Page<>(entries(names), null);
    }
    List<Path> page = names.subList(0, limit);
    return new Page<>(entries(page), FileNames.toCursor(page.get(limit - 1)));
  }

  private List<FileEntry> entries(List<Path> names) throws IOException {
    List<FileEntry> entries = new ArrayList<>(names.size());
    for (Path name : names) {
      try {
        entries.add(entry(FileNames.toName(name), directory.posixAttributes(name)));
      } catch (NoSuchFileException e) {
        // Deleted since its name was read.
      }
    }
    return entries;
  }

  static FileEntry entry(String name, PosixFileAttributes attributes) {
    return new FileEntry(
        name,
        type(attributes),
        attributes.size(),
        attributes.lastModifiedTime().toInstant(),
        mode(attributes.permissions()));
  }

  private static FileType type(BasicFileAttributes attributes) {
    if (attributes.isRegularFile()) {
      return FileType.FILE;
    }
    if (attributes.isDirectory()) {
      return FileType.DIRECTORY;
    }
    return attributes.isSymbolicLink() ? FileType.LINK : FileType.OTHER;
  }

  @SuppressWarnings("EnumOrdinal") // of the JDK, and its order is documented
  private static String mode(Set<PosixFilePermission> permissions) {
    int bits = 0;
    for (PosixFilePermission permission : permissions) {
      // The constants stand in the order of the bits, from the owner's read down.
      bits |= 0400 >> permission.ordinal();
    }
    return String.format(Locale.ROOT, "%04o", bits);
  }
}
