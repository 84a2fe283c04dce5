package dev.signalbox.panel.grant;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.id.UserId;
import dev.signalbox.api.operation.Permission;
import dev.signalbox.panel.access.AccessChanges;
import dev.signalbox.panel.access.InstanceScope;
import dev.signalbox.panel.database.Database;
import dev.signalbox.panel.user.UserService;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** Keeps grants as rows, one for each person and target. */
final class StoredGrantService implements GrantService {
  private static final String SELECT = "SELECT daemon_id, instance_id, permissions FROM grants ";

  private final Database database;
  private final UserService users;
  private final AccessChanges changes;

  @Inject
  StoredGrantService(Database database, UserService users, AccessChanges changes) {
    this.database = requireNonNull(database, "database");
    this.users = requireNonNull(users, "users");
    this.changes = requireNonNull(changes, "changes");
  }

  @Override
  public List<Grant> list(UserId user) {
    UserId known = users.get(user).id();
    return database.read(
        handle ->
            handle
                .createQuery(SELECT + "WHERE user_id = :user ORDER BY daemon_id, instance_id")
                .bind("user", known.value())
                .map(StoredGrantService::grant)
                .list());
  }

  @Override
  public void put(UserId user, Grant grant) {
    if (grant.permissions().isEmpty()) {
      throw SignalboxException.invalid("permissions", "permissions: none (expected: at least 1)");
    }
    UserId known = users.get(user).id();
    database.change(
        handle -> {
          // Of two who set the same grant the second waits here, and then finds the row.
          lockPerson(handle, known);
          remove(handle, known, grant.daemon(), grant.target());
          insert(handle, known, grant);
        });
    changes.publish(known);
  }

  private static void lockPerson(Handle handle, UserId user) {
    handle
        .createQuery("SELECT id FROM users WHERE id = :user FOR UPDATE")
        .bind("user", user.value())
        .mapTo(String.class)
        .list();
  }

  private static void insert(Handle handle, UserId user, Grant grant) {
    String permissions =
        grant.permissions().stream().map(Permission::id).sorted().collect(Collectors.joining(" "));
    handle
        .createUpdate(
            "INSERT INTO grants (user_id, daemon_id, instance_id, permissions)"
                + " VALUES (:user, :daemon, :target, :permissions)")
        .bind("user", user.value())
        .bind("daemon", grant.daemon().value())
        .bind("target", grant.target().value())
        .bind("permissions", permissions)
        .execute();
  }

  private static int remove(Handle handle, UserId user, DaemonId daemon, GrantTarget target) {
    return handle
        .createUpdate(
            "DELETE FROM grants"
                + " WHERE user_id = :user AND daemon_id = :daemon AND instance_id = :target")
        .bind("user", user.value())
        .bind("daemon", daemon.value())
        .bind("target", target.value())
        .execute();
  }

  @Override
  public void delete(UserId user, DaemonId daemon, GrantTarget target) {
    int removed = database.write(handle -> remove(handle, user, daemon, target));
    if (removed == 0) {
      throw new SignalboxException(GrantError.UNKNOWN, "nothing is granted there");
    }
    changes.publish(user);
  }

  @Override
  public void forget(DaemonId daemon) {
    Set<UserId> affected =
        database.write(
            handle -> {
              Set<UserId> had =
                  handle
                      .createQuery("SELECT DISTINCT user_id FROM grants WHERE daemon_id = :daemon")
                      .bind("daemon", daemon.value())
                      .map(row -> new UserId(row.getColumn("user_id", String.class)))
                      .set();
              handle
                  .createUpdate("DELETE FROM grants WHERE daemon_id = :daemon")
                  .bind("daemon", daemon.value())
                  .execute();
              return had;
            });
    affected.forEach(changes::publish);
  }

  @Override
  public Set<Permission> permissions(UserId user, DaemonId daemon) {
    return union(user, daemon, Set.of(GrantTarget.WHOLE_DAEMON));
  }

  @Override
  public Set<Permission> permissions(UserId user, DaemonId daemon, InstanceId instance) {
    return union(user, daemon, Set.of(GrantTarget.WHOLE_DAEMON, GrantTarget.of(instance)));
  }

  private Set<Permission> union(UserId user, DaemonId daemon, Set<GrantTarget> targets) {
    Set<Permission> permissions = new HashSet<>();
    for (Grant grant : on(user, daemon)) {
      if (targets.contains(grant.target())) {
        permissions.addAll(grant.permissions());
      }
    }
    return permissions;
  }

  @Override
  public InstanceScope instances(UserId user, DaemonId daemon, Permission permission) {
    Set<InstanceId> instances = new HashSet<>();
    for (Grant grant : on(user, daemon)) {
      if (!grant.permissions().contains(permission)) {
        continue;
      }
      if (grant.target().isWholeDaemon()) {
        return InstanceScope.all();
      }
      instances.add(new InstanceId(grant.target().value()));
    }
    return InstanceScope.only(instances);
  }

  @Override
  public Set<DaemonId> daemons(UserId user) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT DISTINCT daemon_id FROM grants WHERE user_id = :user")
                .bind("user", user.value())
                .map(row -> new DaemonId(row.getColumn("daemon_id", String.class)))
                .set());
  }

  private List<Grant> on(UserId user, DaemonId daemon) {
    return database.read(
        handle ->
            handle
                .createQuery(SELECT + "WHERE user_id = :user AND daemon_id = :daemon")
                .bind("user", user.value())
                .bind("daemon", daemon.value())
                .map(StoredGrantService::grant)
                .list());
  }

  private static Grant grant(RowView row) {
    return new Grant(
        new DaemonId(row.getColumn("daemon_id", String.class)),
        new GrantTarget(row.getColumn("instance_id", String.class)),
        Set.of(row.getColumn("permissions", String.class).split(" ")).stream()
            .map(Permission::new)
            .collect(Collectors.toUnmodifiableSet()));
  }
}
