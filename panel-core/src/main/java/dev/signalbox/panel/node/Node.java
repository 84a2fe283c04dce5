package dev.signalbox.panel.node;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.id.DaemonId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A daemon, as the panel knows it.
 *
 * @param reason why it is not online; absent where it is
 * @param addresses where browsers reach it directly, as {@code https://host[:port][/path]}: those
 *     that an operator has accepted
 * @param proposed where it says that browsers reach it; used for nothing until accepted
 * @param version what it ran when it was last seen
 * @param path the way that traffic takes: direct where it has an address
 * @param dialledBy who opens its link
 * @param dialAddress where the panel dials it; absent where the daemon dials
 * @param latency how long a message takes over its link and back; absent while there is none
 * @param clockSkew what to add to the panel's clock to have the daemon's; absent while there is no
 *     link
 * @param certificate the one that it serves, as far as is known
 * @param seenAt when its link was last known to be up
 */
public record Node(
    DaemonId id,
    String name,
    Status status,
    @Nullable String reason,
    List<URI> addresses,
    List<URI> proposed,
    String version,
    Way path,
    Dialler dialledBy,
    @Nullable URI dialAddress,
    @Nullable Duration latency,
    @Nullable Duration clockSkew,
    @Nullable NodeCertificate certificate,
    Instant joinedAt,
    Instant seenAt) {
  /** Whether the panel can reach it. */
  public enum Status {
    ONLINE,
    OFFLINE,
    CONNECTING,
    REFUSED
  }

  /** How bulk traffic reaches it. */
  public enum Way {
    /** Straight from the client. */
    DIRECT,
    /** Through the panel and the link. */
    RELAY
  }

  /** Who opens the link. */
  public enum Dialler {
    /** The daemon dials the panel, as it does behind NAT. */
    DAEMON,
    /** The panel dials the daemon. */
    PANEL,
    /** Nobody: it runs in the panel's program. */
    NOBODY
  }

  public Node {
    requireNonNull(id, "id");
    requireNonNull(name, "name");
    requireNonNull(status, "status");
    addresses = List.copyOf(addresses);
    proposed = List.copyOf(proposed);
    requireNonNull(dialledBy, "dialledBy");
    requireNonNull(version, "version");
    requireNonNull(path, "path");
    requireNonNull(joinedAt, "joinedAt");
    requireNonNull(seenAt, "seenAt");
    if (status != Status.ONLINE && reason == null) {
      throw new IllegalArgumentException("reason: none (expected: one while not online)");
    }
  }
}
