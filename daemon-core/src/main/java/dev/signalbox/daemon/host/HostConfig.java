package dev.signalbox.daemon.host;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * What the host feature needs to know.
 *
 * @param dataDirectory whose file system's room is told
 * @param version the daemon's own version
 */
public record HostConfig(Path dataDirectory, String version) {
  public HostConfig {
    requireNonNull(dataDirectory, "dataDirectory");
    requireNonNull(version, "version");
  }
}
