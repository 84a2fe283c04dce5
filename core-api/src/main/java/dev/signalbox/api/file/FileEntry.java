package dev.signalbox.api.file;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * One entry of a directory.
 *
 * @param name as stored; bytes that are not UTF-8 show as U+FFFD, and such an entry can be reached
 *     only through the directory that holds it
 * @param size in bytes; of a directory or a link whatever the file system says
 * @param modifiedAt when its content last changed
 * @param mode the permission bits in octal, four digits, such as {@code 0644}
 */
public record FileEntry(String name, FileType type, long size, Instant modifiedAt, String mode) {
  public FileEntry {
    requireNonNull(name, "name");
    requireNonNull(type, "type");
    requireNonNull(modifiedAt, "modifiedAt");
    requireNonNull(mode, "mode");
  }
}
