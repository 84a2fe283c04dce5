package dev.signalbox.daemon.console;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The files of one log, each named by the offset of its first byte.
 *
 * <p>The names and sizes say everything: the end of the log is the end of the last file, and where
 * one file begins after the end of the one before, the bytes between are a gap. So there is no
 * index that a crash could leave behind its files. Not thread-safe: its log guards it; only {@link
 * #read} may run beside the others.
 */
final class ConsoleSegments implements AutoCloseable {
  private static final Pattern NAME = Pattern.compile("(\\d{20})\\.log");

  private final Path directory;
  private final ConsoleLimits limits;

  /** First offset to end offset. */
  private final NavigableMap<Long, Long> segments = new TreeMap<>();

  private @Nullable FileChannel last;

  private ConsoleSegments(Path directory, ConsoleLimits limits) {
    this.directory = directory;
    this.limits = limits;
  }

  /** Opens the files of a directory, which is made where it is missing. */
  static ConsoleSegments open(Path directory, ConsoleLimits limits) throws IOException {
    Files.createDirectories(directory, ownerOnly("rwx------"));
    ConsoleSegments segments = new ConsoleSegments(directory, limits);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (name.matches()) {
          long from = Long.parseLong(name.group(1));
          segments.segments.put(from, from + Files.size(file));
        }
      }
    }
    return segments;
  }

  boolean isEmpty() {
    return segments.isEmpty();
  }

  long oldest() {
    return segments.isEmpty() ? 0 : segments.firstKey();
  }

  long end() {
    Map.Entry<Long, Long> entry = segments.lastEntry();
    return entry == null ? 0 : entry.getValue();
  }

  /** Appends all bytes at the offset, which is at or after the end; leaves the position alone. */
  void append(long offset, ByteBuffer data) throws IOException {
    ByteBuffer source = data.duplicate();
    long at = offset;
    while (source.hasRemaining()) {
      FileChannel channel = channelAt(at);
      long from = segments.lastKey();
      long room = limits.segmentBytes() - (at - from);
      ByteBuffer part = source.slice();
      part.limit((int) Math.min(part.remaining(), room));
      int count = 0;
      try {
        while (part.hasRemaining()) {
          count += channel.write(part, at - from + count);
        }
      } finally {
        // What reached the file counts, also when the disk filled up halfway.
        segments.put(from, at + count);
      }
      source.position(source.position() + count);
      at += count;
    }
  }

  /** Begins a new file at the offset, so that its name tells of the gap before it. */
  void skipTo(long offset) throws IOException {
    if (offset > end() || isEmpty()) {
      begin(offset);
    }
  }

  /** Drops the oldest file; says whether there was one besides the last. */
  boolean dropOldest() throws IOException {
    if (segments.size() < 2) {
      return false;
    }
    long from = segments.firstKey();
    Files.deleteIfExists(file(from));
    segments.remove(from);
    return true;
  }

  /**
   * Says what stands at an offset before the end: the end of the run of bytes there, or the gap.
   *
   * @return the first offset of the file that holds it, and where the bytes end; or null in a gap
   */
  Map.@Nullable Entry<Long, Long> segmentAt(long offset) {
    Map.Entry<Long, Long> entry = segments.floorEntry(offset);
    return entry != null && offset < entry.getValue() ? entry : null;
  }

  /** Returns where the gap that holds the offset ends. */
  long gapEnd(long offset) {
    Long next = segments.higherKey(offset);
    return next == null ? end() : next;
  }

  /** Reads bytes of a file; returns null where it was dropped meanwhile. */
  @Nullable ByteBuffer read(long segment, long offset, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count);
    try (FileChannel channel = FileChannel.open(file(segment), StandardOpenOption.READ)) {
      long at = offset - segment;
      while (bytes.hasRemaining()) {
        int n = channel.read(bytes, at + bytes.position());
        if (n < 0) {
          break;
        }
      }
    } catch (NoSuchFileException e) {
      return null;
    }
    return bytes.flip().asReadOnlyBuffer();
  }

  /** Closes the file that is written to; the next append opens it again. */
  void rest() throws IOException {
    if (last != null) {
      last.close();
      last = null;
    }
  }

  @Override
  public void close() throws IOException {
    rest();
  }

  /** Closes and deletes everything. */
  void delete() throws IOException {
    close();
    for (long from : segments.keySet()) {
      Files.deleteIfExists(file(from));
    }
    segments.clear();
    Files.deleteIfExists(directory);
  }

  private FileChannel channelAt(long offset) throws IOException {
    if (isEmpty() || offset != end() || offset - segments.lastKey() >= limits.segmentBytes()) {
      begin(offset);
    }
    FileChannel channel = last;
    if (channel == null) {
      channel = openForWriting(segments.lastKey());
      last = channel;
    }
    return channel;
  }

  private void begin(long offset) throws IOException {
    rest();
    last = openForWriting(offset);
    segments.put(offset, offset);
    while (held() > limits.totalBytes() - limits.segmentBytes()) {
      if (!dropOldest()) {
        break;
      }
    }
  }

  private long held() {
    long held = 0;
    for (Map.Entry<Long, Long> entry : segments.entrySet()) {
      held += entry.getValue() - entry.getKey();
    }
    return held;
  }

  private FileChannel openForWriting(long from) throws IOException {
    return FileChannel.open(
        file(from),
        java.util.Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
        ownerOnly("rw-------"));
  }

  private Path file(long from) {
    return directory.resolve(String.format(Locale.ROOT, "%020d.log", from));
  }

  private static FileAttribute<?>[] ownerOnly(String permissions) {
    if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
    };
  }
}
