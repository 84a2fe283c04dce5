package dev.signalbox.api.file;

import dev.signalbox.api.error.SignalboxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A path below the directory of an instance: relative, {@code /} between segments, the empty path
 * is the directory itself.
 *
 * <p>Empty segments and {@code .} say nothing and are left out, so {@code a//b/} is {@code a/b};
 * everything else is kept as it is, a backslash or a line break in a name included. There is no
 * folding of case and no Unicode normalisation: two paths are equal when their bytes are.
 *
 * @param segments the names from the directory down
 */
public record FilePath(List<String> segments) {
  /** The largest name that Linux file systems take, in bytes of UTF-8. */
  private static final int MAX_NAME_BYTES = 255;

  private static final FilePath ROOT = new FilePath(List.of());

  public FilePath {
    segments = List.copyOf(segments);
    for (String segment : segments) {
      checkSegment(segment);
    }
  }

  /** Returns the directory of the instance itself. */
  public static FilePath root() {
    return ROOT;
  }

  /**
   * Reads a path as a client wrote it.
   *
   * @throws SignalboxException {@code files.bad-path} for a leading {@code /}, a NUL, a segment
   *     {@code ..} (at {@code /} or at {@code \}), half a surrogate pair, or a name of more than
   *     255 bytes
   */
  public static FilePath parse(String text) {
    if (text.startsWith("/")) {
      throw bad("starts with / (expected: relative to the instance's directory)");
    }
    List<String> segments = new ArrayList<>();
    for (String segment : text.split("/", -1)) {
      if (!segment.isEmpty() && !segment.equals(".")) {
        segments.add(segment);
      }
    }
    return segments.isEmpty() ? ROOT : new FilePath(segments);
  }

  /** Says whether this is the directory of the instance itself. */
  public boolean isRoot() {
    return segments.isEmpty();
  }

  /** Returns the last segment; the root has none. */
  public String name() {
    if (isRoot()) {
      throw new IllegalStateException("name: none (expected: not the root)");
    }
    return segments.get(segments.size() - 1);
  }

  /** Returns the path of the directory that this one is in; the root has none. */
  public FilePath parent() {
    if (isRoot()) {
      throw new IllegalStateException("parent: none (expected: not the root)");
    }
    return new FilePath(segments.subList(0, segments.size() - 1));
  }

  /** Says whether this is the other path or lies below it. */
  public boolean startsWith(FilePath other) {
    return segments.size() >= other.segments.size()
        && segments.subList(0, other.segments.size()).equals(other.segments);
  }

  /** Returns the canonical form, which {@link #parse} reads back. */
  @Override
  public String toString() {
    return String.join("/", segments);
  }

  private static void checkSegment(String segment) {
    if (segment.isEmpty() || segment.equals(".") || segment.indexOf('/') >= 0) {
      throw bad("has a segment that is no name");
    }
    if (segment.indexOf('\0') >= 0) {
      throw bad("holds a NUL");
    }
    for (String part : segment.split("\\\\", -1)) {
      if (part.equals("..")) {
        throw bad("holds a segment .. (expected: no way up)");
      }
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(segment)) {
      throw bad("holds half a surrogate pair (expected: text)");
    }
    if (segment.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
      throw bad("has a name of more than " + MAX_NAME_BYTES + " bytes");
    }
  }

  private static SignalboxException bad(String what) {
    return SignalboxException.ofField(FileError.BAD_PATH, "path", "path: " + what);
  }
}
