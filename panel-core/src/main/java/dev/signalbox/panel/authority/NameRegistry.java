package dev.signalbox.panel.authority;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.panel.database.Database;
import dev.signalbox.panel.database.DatabaseError;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/**
 * Knows whose each server name is, so that no holder of a certificate can pose as another.
 *
 * <p>The table's key decides races.
 */
final class NameRegistry {
  private static final String PANEL = "panel";

  private final Database database;

  NameRegistry(Database database) {
    this.database = requireNonNull(database, "database");
  }

  /**
   * Makes these the panel's names, also where a daemon had one.
   *
   * @return the names that were a daemon's
   */
  Set<String> takeForPanel(CertificateNames names) {
    return database.write(
        handle -> {
          Set<String> taken = new TreeSet<>();
          handle.execute("DELETE FROM certificate_names WHERE holder = ?", PANEL);
          for (String name : names.all()) {
            if (handle.execute("DELETE FROM certificate_names WHERE name = ?", name) > 0) {
              taken.add(name);
            }
            insert(handle, name, PANEL);
          }
          return taken;
        });
  }

  /**
   * Makes these the names of a daemon, and frees those that it had before.
   *
   * @throws SignalboxException {@code authority.name-taken}
   */
  void claim(DaemonId daemon, CertificateNames names) {
    String holder = holder(daemon);
    try {
      database.change(
          handle -> {
            Set<String> had = new HashSet<>(heldBy(handle, holder));
            SortedSet<String> wanted = names.all();
            for (String name : had) {
              if (!wanted.contains(name)) {
                handle.execute(
                    "DELETE FROM certificate_names WHERE name = ? AND holder = ?", name, holder);
              }
            }
            for (String name : wanted) {
              if (!had.contains(name)) {
                requireFree(handle, name);
                insert(handle, name, holder);
              }
            }
          });
    } catch (SignalboxException e) {
      if (e.code() == DatabaseError.DUPLICATE) {
        throw new SignalboxException(
            AuthorityError.NAME_TAKEN, "a name of " + names + " was just given away", e);
      }
      throw e;
    }
  }

  void release(DaemonId daemon) {
    database.change(
        handle -> handle.execute("DELETE FROM certificate_names WHERE holder = ?", holder(daemon)));
  }

  private static void requireFree(Handle handle, String name) {
    Optional<String> holder =
        handle
            .createQuery("SELECT holder FROM certificate_names WHERE name = :name")
            .bind("name", name)
            .mapTo(String.class)
            .findOne();
    if (holder.isPresent()) {
      throw new SignalboxException(
          AuthorityError.NAME_TAKEN,
          name
              + " belongs to "
              + (holder.get().equals(PANEL) ? "the panel" : "another daemon")
              + "; no certificate for it is issued to this one");
    }
  }

  private static List<String> heldBy(Handle handle, String holder) {
    return handle
        .createQuery("SELECT name FROM certificate_names WHERE holder = :holder")
        .bind("holder", holder)
        .mapTo(String.class)
        .list();
  }

  private static void insert(Handle handle, String name, String holder) {
    handle.execute("INSERT INTO certificate_names (name, holder) VALUES (?, ?)", name, holder);
  }

  private static String holder(DaemonId daemon) {
    return "daemon:" + daemon;
  }
}
