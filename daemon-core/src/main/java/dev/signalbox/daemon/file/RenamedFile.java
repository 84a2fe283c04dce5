package dev.signalbox.daemon.file;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.file.FileError;
import dev.signalbox.api.file.FilePath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Collects the bytes in the staging directory and renames them into place. */
final class RenamedFile implements StagedFile {
  private static final Logger log = LoggerFactory.getLogger(RenamedFile.class);

  private final SecureStreamDirectory directory;
  private final Staging staging;
  private final FilePath target;
  private final Durability durability;
  private final Path staged;
  private final FileChannel channel;
  private boolean committed;

  RenamedFile(
      SecureStreamDirectory directory, Staging staging, FilePath target, Durability durability)
      throws IOException {
    this.directory = directory;
    this.staging = staging;
    this.target = target;
    this.durability = durability;
    this.staged = staging.makeFile();
    this.channel = staging.openForWriting(staged);
  }

  @Override
  public void expect(long bytes) {
    try {
      long usable = Files.getFileStore(staging.path()).getUsableSpace();
      if (bytes > usable) {
        throw new SignalboxException(
            FileError.NO_SPACE, bytes + " bytes do not fit on the disk, " + usable + " do.");
      }
    } catch (IOException e) {
      throw FileFaults.of(e, staging.path());
    }
  }

  @Override
  public void write(ByteBuffer bytes) {
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      throw FileFaults.of(e, staging.path());
    }
  }

  @Override
  public long size() {
    try {
      return channel.position();
    } catch (IOException e) {
      throw FileFaults.of(e, staging.path());
    }
  }

  @Override
  public WrittenFile commit(WriteCondition condition) {
    try {
      if (durability == Durability.POWER) {
        channel.force(true);
      }
      // Closing first: some file systems report a full disk or quota only then.
      channel.close();
      // The kernel's own stamp steps with its tick: two writes within one, the second on the inode
      // that the first one freed, would have the same tag.
      Files.setLastModifiedTime(staged, FileTime.from(Instant.now()));
    } catch (IOException e) {
      throw FileFaults.of(e, staging.path());
    }
    WrittenFile written = directory.commit(target, staged, condition, durability);
    committed = true;
    return written;
  }

  @Override
  public void close() {
    try {
      channel.close();
      if (!committed) {
        Files.deleteIfExists(staged);
      }
    } catch (IOException e) {
      log.warn("staged file not deleted file={}", staged, e);
    }
  }
}
