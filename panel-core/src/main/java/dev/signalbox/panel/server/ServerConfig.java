package dev.signalbox.panel.server;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.routing.Exposure;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the panel serves.
 *
 * @param dataDirectory where a first password is written
 * @param bind the address to listen on
 * @param port the port, 0 for a free one
 * @param hosts the names and addresses that a request may be for
 * @param exposure how clients come to it
 * @param administratorPassword for the first start; one is made where there is none
 * @param version what the panel tells of itself
 */
public record ServerConfig(
    Path dataDirectory,
    String bind,
    int port,
    List<String> hosts,
    Exposure exposure,
    @Nullable String administratorPassword,
    String version) {
  public ServerConfig {
    requireNonNull(dataDirectory, "dataDirectory");
    requireNonNull(bind, "bind");
    hosts = List.copyOf(hosts);
    requireNonNull(exposure, "exposure");
    requireNonNull(version, "version");
  }

  /** Leaves the password out. */
  @Override
  public String toString() {
    return "ServerConfig[" + bind + ":" + port + "]";
  }
}
