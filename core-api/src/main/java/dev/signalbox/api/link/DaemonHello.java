package dev.signalbox.api.link;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.id.BootId;
import dev.signalbox.api.id.DaemonId;
import java.net.URI;
import java.util.List;

/**
 * What a daemon says of itself when a link comes up.
 *
 * @param boot its random boot id: a ticket of another boot is refused
 * @param version its version
 * @param addresses where it says browsers reach it directly, as {@code https://host[:port][/path]};
 *     a proposal until accepted
 */
public record DaemonHello(DaemonId daemon, BootId boot, String version, List<URI> addresses) {
  public DaemonHello {
    requireNonNull(daemon, "daemon");
    requireNonNull(boot, "boot");
    requireNonNull(version, "version");
    addresses = List.copyOf(addresses);
  }
}
