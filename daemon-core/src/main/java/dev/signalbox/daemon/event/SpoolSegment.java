package dev.signalbox.daemon.event;

import dev.signalbox.api.id.BootId;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One file of the spool: lines of JSON, all of one boot. Its name tells its place in the order, the
 * boot and the number of its first event. The spool guards the length; the rest never changes.
 */
final class SpoolSegment {
  private static final Pattern NAME =
      Pattern.compile("(\\d{18})-([A-Za-z0-9_-]{1,64})-(\\d{18})\\.jsonl");

  private final Path file;
  private final long number;
  private final BootId boot;
  private final long first;
  private long length;

  private SpoolSegment(Path file, long number, BootId boot, long first) {
    this.file = file;
    this.number = number;
    this.boot = boot;
    this.first = first;
  }

  /** Names a segment that is yet to be written. */
  static SpoolSegment next(Path directory, long number, BootId boot, long first) {
    String name = String.format(Locale.ROOT, "%018d-%s-%018d.jsonl", number, boot, first);
    return new SpoolSegment(directory.resolve(name), number, boot, first);
  }

  /** Returns the segment that a file is; empty for another file. */
  static Optional<SpoolSegment> of(Path file) throws IOException {
    Matcher name = NAME.matcher(file.getFileName().toString());
    if (!name.matches()) {
      return Optional.empty();
    }
    SpoolSegment segment =
        new SpoolSegment(
            file,
            Long.parseLong(name.group(1)),
            new BootId(name.group(2)),
            Long.parseLong(name.group(3)));
    segment.length = Files.size(file);
    return Optional.of(segment);
  }

  Path file() {
    return file;
  }

  long number() {
    return number;
  }

  BootId boot() {
    return boot;
  }

  /** Returns the number of its first event, or of the one that comes first where it is empty. */
  long first() {
    return first;
  }

  /** Returns how many bytes of the file count. */
  long length() {
    return length;
  }

  void length(long now) {
    length = now;
  }

  /** Cuts off a line without an end, which a death in the middle of writing leaves. */
  void cutTornLine() throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      byte[] bytes = read(channel, 0, (int) length);
      length = endOfLines(bytes);
      channel.truncate(length);
    }
  }

  /**
   * Reads whole lines.
   *
   * @param end the length at some time before
   * @param most how many bytes, unless the first line alone is longer
   * @return the lines; none where there is no end of a line up to the end
   */
  byte[] readLines(long offset, long end, int most) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      for (long count = most; ; count *= 2) {
        byte[] bytes = read(channel, offset, (int) Math.min(count, end - offset));
        int whole = endOfLines(bytes);
        if (whole > 0 || count >= end - offset) {
          return Arrays.copyOf(bytes, whole);
        }
      }
    }
  }

  private static byte[] read(FileChannel channel, long offset, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, offset + bytes.position()) < 0) {
        throw new EOFException("the file is shorter than it was");
      }
    }
    return bytes.array();
  }

  private static int endOfLines(byte[] bytes) {
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return end;
  }
}
