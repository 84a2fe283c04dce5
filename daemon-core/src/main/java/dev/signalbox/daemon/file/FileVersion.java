package dev.signalbox.daemon.file;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * One state of a regular file.
 *
 * @param size in bytes
 * @param modifiedAt when its content last changed
 * @param etag a strong entity tag (RFC 9110 section 8.8.3), quotes included. It follows from the
 *     identity of the file, its size and the nanosecond of its modification; a program that writes
 *     into a file in place, keeps its size and sets its time back goes unnoticed
 */
public record FileVersion(long size, Instant modifiedAt, String etag) {
  public FileVersion {
    requireNonNull(modifiedAt, "modifiedAt");
    requireNonNull(etag, "etag");
  }
}
