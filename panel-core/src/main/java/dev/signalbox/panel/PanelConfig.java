package dev.signalbox.panel;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.routing.Exposure;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a panel is told.
 *
 * @param dataDirectory where it keeps everything
 * @param bind the address to listen on
 * @param port the port, 0 for a free one
 * @param hosts the names and addresses by which it is reached, the first being the one to show
 * @param exposure how clients come to it
 * @param administratorPassword for the first start; one is made and written to a file where there
 *     is none
 * @param version the version that it tells
 */
public record PanelConfig(
    Path dataDirectory,
    String bind,
    int port,
    List<String> hosts,
    Exposure exposure,
    @Nullable String administratorPassword,
    String version) {
  public PanelConfig {
    requireNonNull(dataDirectory, "dataDirectory");
    requireNonNull(bind, "bind");
    hosts = List.copyOf(hosts);
    requireNonNull(exposure, "exposure");
    requireNonNull(version, "version");
  }

  /** Leaves the password out. */
  @Override
  public String toString() {
    return "PanelConfig[" + dataDirectory + ", " + bind + ":" + port + "]";
  }
}
