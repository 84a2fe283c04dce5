package dev.signalbox.panel.node;

import dev.signalbox.api.id.DaemonId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps daemons and join codes in the database. */
interface NodeStore {
  /** One row. */
  record Row(
      DaemonId id,
      String name,
      String identityKey,
      List<URI> addresses,
      String version,
      Instant joinedAt,
      Instant seenAt) {}

  List<Row> list();

  Optional<Row> find(DaemonId id);

  void insertCode(String hash, String name, Instant expiresAt);

  /** Removes a code, and those that are late; returns its name where it was good. */
  Optional<String> takeCode(String hash, Instant now);

  /**
   * Adds a daemon under its name, or that name and a number where it is taken; returns the name.
   */
  String insert(Row row);

  /** Says whether there was such a daemon. */
  boolean rename(DaemonId id, String name);

  void seen(DaemonId id, String version, List<URI> addresses, Instant at);

  /** Says whether there was such a daemon. */
  boolean delete(DaemonId id);
}
