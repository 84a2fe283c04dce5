package dev.signalbox.daemon;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.routing.Exposure;
import dev.signalbox.daemon.instance.OnClose;
import dev.signalbox.daemon.link.Uplink;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a daemon is told.
 *
 * @param dataDirectory where it keeps everything
 * @param bind the address to listen on
 * @param port the port, 0 for a free one
 * @param hosts the names and addresses by which it is reached
 * @param exposure how clients come to it
 * @param addresses where browsers reach it; none to make them of hosts and port, which behind a
 *     proxy nobody can
 * @param version the version that it tells
 * @param privileges what instances may
 * @param onClose what becomes of running instances
 * @param uploads when an upload is answered
 * @param uplink how it comes to its panel
 * @param offlineGrace how long what is open stays open while there is no link
 */
public record DaemonConfig(
    Path dataDirectory,
    String bind,
    int port,
    List<String> hosts,
    Exposure exposure,
    List<URI> addresses,
    String version,
    Privileges privileges,
    OnClose onClose,
    Uploads uploads,
    Uplink uplink,
    Duration offlineGrace) {
  /** What an instance may. */
  public enum Privileges {
    /** No instance runs as root. */
    UNPRIVILEGED,
    /** An instance runs as root where its spec says so. */
    ROOT_ALLOWED
  }

  /** When an upload is answered. */
  public enum Uploads {
    /** When it would survive the death of the daemon. */
    PROCESS_SAFE,
    /** When it would survive a power loss. */
    DURABLE
  }

  public DaemonConfig {
    requireNonNull(dataDirectory, "dataDirectory");
    requireNonNull(bind, "bind");
    hosts = List.copyOf(hosts);
    requireNonNull(exposure, "exposure");
    addresses = List.copyOf(addresses);
    requireNonNull(version, "version");
    requireNonNull(privileges, "privileges");
    requireNonNull(onClose, "onClose");
    requireNonNull(uploads, "uploads");
    requireNonNull(uplink, "uplink");
    requireNonNull(offlineGrace, "offlineGrace");
  }
}
