package dev.signalbox.panel.node;

import dev.signalbox.api.id.DaemonId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps daemons in the database. */
interface NodeStore {
  /**
   * Where the panel dials a daemon.
   *
   * @param key the SHA-256 of the TLS key that it shows there, in hex
   */
  record Dial(URI address, String key) {}

  /**
   * One row.
   *
   * @param addresses that an operator has accepted
   * @param proposed that the daemon tells of itself
   * @param dialAddress where the panel dials it; null where it dials the panel, or is in its
   *     program
   */
  record Row(
      DaemonId id,
      String name,
      String identityKey,
      List<URI> addresses,
      List<URI> proposed,
      @Nullable Dial dial,
      String version,
      Instant joinedAt,
      Instant seenAt) {}

  List<Row> list();

  Optional<Row> find(DaemonId id);

  Optional<Row> findByKey(String identityKey);

  /**
   * Adds a daemon under its name, or that name and a number where it is taken; returns the name.
   */
  String insert(Row row);

  /** Says whether there was such a daemon. */
  boolean rename(DaemonId id, String name);

  /** Says whether there was such a daemon. */
  boolean accept(DaemonId id, List<URI> addresses);

  void seen(DaemonId id, String version, List<URI> proposed, Instant at);

  /** Says whether there was such a daemon. */
  boolean delete(DaemonId id);
}
