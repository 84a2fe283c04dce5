package dev.signalbox.daemon.file;

import static java.util.Objects.requireNonNull;

import java.nio.channels.FileChannel;

/**
 * A regular file open for reading.
 *
 * @param channel at position 0; whoever takes this record closes it
 * @param version of the file that the channel reads
 */
public record OpenedFile(FileChannel channel, FileVersion version) {
  public OpenedFile {
    requireNonNull(channel, "channel");
    requireNonNull(version, "version");
  }
}
