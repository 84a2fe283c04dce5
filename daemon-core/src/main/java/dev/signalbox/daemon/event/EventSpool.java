package dev.signalbox.daemon.event;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.id.BootId;
import dev.signalbox.api.link.DaemonEvent;
import dev.signalbox.api.link.DaemonEventJson;
import dev.signalbox.api.link.EventPosition;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps events in files until somebody has taken care of them, within a bound.
 *
 * <p>The names of the files and the lines in them say everything, so there is no index that a crash
 * could leave behind. Nothing is synced: what a power loss takes is made good by the state of all
 * instances, which every follower is told. A disk that fails or is full costs events and nothing
 * else. Safe for any thread.
 */
final class EventSpool implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EventSpool.class);
  private static final int PIECE_BYTES = 256 << 10;

  /** What a file takes on disk at least, so that many empty ones are bounded too. */
  private static final long BLOCK_BYTES = 4096;

  /** Where to read on. */
  record Place(long segment, long offset) {}

  /**
   * A part of the events in their order; it may be empty before the end.
   *
   * @param next where the part behind it begins
   */
  record Piece(List<DaemonEvent> events, Place next) {}

  private final Path directory;
  private final BootId boot;
  private final SpoolLimits limits;
  private final ReentrantLock lock = new ReentrantLock();

  // Only under the lock.
  private final NavigableMap<Long, SpoolSegment> segments = new TreeMap<>();
  private @Nullable FileChannel last;
  private boolean refusing;

  private EventSpool(Path directory, BootId boot, SpoolLimits limits) {
    this.directory = requireNonNull(directory, "directory");
    this.boot = requireNonNull(boot, "boot");
    this.limits = requireNonNull(limits, "limits");
  }

  /** Opens what earlier boots left, and begins a file of this one. */
  static EventSpool open(Path directory, BootId boot, SpoolLimits limits) {
    EventSpool spool = new EventSpool(directory, boot, limits);
    try {
      spool.load();
      // So that this boot is a known one also before its first event.
      spool.begin(1);
    } catch (IOException e) {
      spool.refuse(e);
    }
    return spool;
  }

  /** Adds an event at the end; one that the disk does not take is left out. */
  void append(DaemonEvent event) {
    byte[] line = (DaemonEventJson.write(event) + '\n').getBytes(StandardCharsets.UTF_8);
    lock.lock();
    try {
      write(event.position().seq(), ByteBuffer.wrap(line));
      if (refusing) {
        refusing = false;
        log.info("events kept again directory={} seq={}", directory, event.position().seq());
      }
    } catch (IOException e) {
      refuse(e);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns a place from which everything behind a position comes, after some of what is before it.
   *
   * @param position null, or one that is not known, for everything that is kept
   */
  Place after(@Nullable EventPosition position) {
    lock.lock();
    try {
      SpoolSegment segment = position == null ? null : segmentOf(position);
      return new Place(segment == null ? 0 : segment.number(), 0);
    } finally {
      lock.unlock();
    }
  }

  /** Reads on; null where there is nothing more yet. */
  @Nullable Piece read(Place place) {
    SpoolSegment segment;
    long offset;
    long end;
    lock.lock();
    try {
      Map.Entry<Long, SpoolSegment> entry = segments.ceilingEntry(place.segment());
      if (entry == null) {
        return null;
      }
      segment = entry.getValue();
      offset = segment.number() == place.segment() ? place.offset() : 0;
      end = segment.length();
      if (offset >= end && segment == segments.lastEntry().getValue()) {
        return null;
      }
    } finally {
      lock.unlock();
    }
    byte[] lines = lines(segment, offset, end);
    return lines.length == 0
        ? new Piece(List.of(), new Place(segment.number() + 1, 0))
        : new Piece(events(lines, segment), new Place(segment.number(), offset + lines.length));
  }

  /** Lets go of the files that hold nothing behind a position; one that is not known is ignored. */
  void acknowledge(EventPosition position) {
    lock.lock();
    try {
      SpoolSegment segment = segmentOf(position);
      while (segment != null && segments.firstKey() < segment.number()) {
        dropOldest();
      }
    } catch (IOException e) {
      refuse(e);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      rest();
    } catch (IOException e) {
      refuse(e);
    } finally {
      lock.unlock();
    }
  }

  private void load() throws IOException {
    Files.createDirectories(directory, ownerOnly("rwx------"));
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        SpoolSegment.of(file).ifPresent(segment -> segments.put(segment.number(), segment));
      }
    }
    if (!segments.isEmpty()) {
      segments.lastEntry().getValue().cutTornLine();
    }
  }

  private void write(long seq, ByteBuffer line) throws IOException {
    if (segments.isEmpty() || isFull(segments.lastEntry().getValue())) {
      begin(seq);
    }
    SpoolSegment segment = segments.lastEntry().getValue();
    long end = segment.length();
    try {
      FileChannel channel = last;
      if (channel == null) {
        channel = openForWriting(segment.file());
        last = channel;
      }
      while (line.hasRemaining()) {
        end += channel.write(line, end);
      }
      // Only now: what stands behind the length of a line that failed halfway does not count.
      segment.length(end);
    } catch (IOException e) {
      // An interrupt closes the channel, too; the next event opens another.
      rest();
      throw e;
    }
  }

  private boolean isFull(SpoolSegment segment) {
    return !segment.boot().equals(boot) || segment.length() >= limits.segmentBytes();
  }

  private void begin(long seq) throws IOException {
    rest();
    Files.createDirectories(directory, ownerOnly("rwx------"));
    long number = segments.isEmpty() ? 1 : segments.lastKey() + 1;
    SpoolSegment segment = SpoolSegment.next(directory, number, boot, seq);
    last = openForWriting(segment.file());
    segments.put(number, segment);
    while (segments.size() > 1 && held() > limits.totalBytes() - limits.segmentBytes()) {
      log.warn(
          "events dropped that nobody has fetched file={}",
          segments.firstEntry().getValue().file().getFileName());
      dropOldest();
    }
  }

  private void dropOldest() throws IOException {
    Files.deleteIfExists(segments.pollFirstEntry().getValue().file());
  }

  private long held() {
    return segments.values().stream()
        .mapToLong(segment -> Math.max(BLOCK_BYTES, segment.length()))
        .sum();
  }

  /** Returns the segment in which the event behind a position is, or would be; null for none. */
  private @Nullable SpoolSegment segmentOf(EventPosition position) {
    SpoolSegment found = null;
    for (SpoolSegment segment : segments.values()) {
      if (segment.boot().equals(position.boot())
          && (found == null || segment.first() <= position.seq() + 1)) {
        found = segment;
      }
    }
    return found;
  }

  private byte[] lines(SpoolSegment segment, long offset, long end) {
    try {
      return offset < end ? segment.readLines(offset, end, PIECE_BYTES) : new byte[0];
    } catch (NoSuchFileException e) {
      // Dropped since.
      return new byte[0];
    } catch (IOException e) {
      log.error("events unreadable file={} offset={}", segment.file(), offset, e);
      return new byte[0];
    }
  }

  private static List<DaemonEvent> events(byte[] lines, SpoolSegment segment) {
    List<DaemonEvent> events = new ArrayList<>();
    for (String line : new String(lines, StandardCharsets.UTF_8).split("\n")) {
      try {
        events.add(DaemonEventJson.read(line));
      } catch (RuntimeException e) {
        // One bad line must not hold up those behind it.
        log.error("event skipped that cannot be read file={}", segment.file(), e);
      }
    }
    return events;
  }

  private FileChannel openForWriting(Path file) throws IOException {
    return FileChannel.open(
        file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), ownerOnly("rw-------"));
  }

  private void rest() throws IOException {
    FileChannel open = last;
    last = null;
    if (open != null) {
      open.close();
    }
  }

  private void refuse(IOException e) {
    if (!refusing) {
      refusing = true;
      log.error("events not kept directory={}", directory, e);
    }
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
