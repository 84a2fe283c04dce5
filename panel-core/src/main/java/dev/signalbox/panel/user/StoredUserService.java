package dev.signalbox.panel.user;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.id.UserId;
import dev.signalbox.api.routing.Page;
import dev.signalbox.panel.access.AccessChanges;
import dev.signalbox.panel.access.Role;
import dev.signalbox.panel.database.Database;
import dev.signalbox.panel.database.DatabaseError;
import dev.signalbox.panel.event.EventAudience;
import dev.signalbox.panel.event.PanelEvent;
import dev.signalbox.panel.event.PanelEvents;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps people in the database and their passwords as Argon2id hashes. */
final class StoredUserService implements UserService {
  private static final Logger log = LoggerFactory.getLogger(StoredUserService.class);
  private static final String FIRST_NAME = "admin";

  private final Database database;
  private final PasswordHasher hasher;
  private final AccessChanges changes;
  private final PanelEvents events;
  private final InstantSource clock;

  @Inject
  StoredUserService(
      Database database,
      PasswordHasher hasher,
      AccessChanges changes,
      PanelEvents events,
      InstantSource clock) {
    this.database = requireNonNull(database, "database");
    this.hasher = requireNonNull(hasher, "hasher");
    this.changes = requireNonNull(changes, "changes");
    this.events = requireNonNull(events, "events");
    this.clock = requireNonNull(clock, "clock");
  }

  @Override
  public User create(NewUser wanted) {
    User user = newUser(wanted.username(), wanted.role());
    String hash = hasher.hash(wanted.password());
    namesAreUnique(
        () ->
            database.write(
                handle -> {
                  UserTable.insert(handle, user, hash);
                  return user;
                }));
    tell(user);
    log.info("user created id={} role={}", user.id(), user.role().id());
    return user;
  }

  @Override
  public Page<User> list(int limit, @Nullable String cursor) {
    String after = cursor == null ? "" : cursor;
    List<User> rows = database.read(handle -> UserTable.after(handle, after, limit + 1));
    return Page.of(rows, limit, user -> UserRules.key(user.username()));
  }

  @Override
  public User get(UserId id) {
    return database.read(handle -> UserTable.byId(handle, id)).orElseThrow(() -> unknown()).user();
  }

  @Override
  public Optional<User> find(String username) {
    return database.read(handle -> UserTable.byUsername(handle, username)).map(UserTable.Row::user);
  }

  @Override
  public User change(UserId id, UserChange change) {
    String password = change.password();
    String hash = password == null ? null : hasher.hash(password);
    User changed = namesAreUnique(() -> database.write(handle -> change(handle, id, change, hash)));
    if (change.endsSessions()) {
      changes.publish(id);
    }
    tell(changed);
    log.info("user changed id={}", id);
    return changed;
  }

  private static User change(
      Handle handle, UserId id, UserChange change, @Nullable String newHash) {
    List<String> administrators = UserTable.lockAdministrators(handle);
    UserTable.Row row = UserTable.lockById(handle, id).orElseThrow(() -> unknown());
    User user = row.user();
    String username = change.username();
    Role role = change.role();
    Boolean disabled = change.disabled();
    User changed =
        new User(
            id,
            username == null ? user.username() : username,
            role == null ? user.role() : role,
            disabled == null ? user.disabled() : disabled,
            user.createdAt());
    if (!isActiveAdministrator(changed)) {
      requireAnother(administrators, id);
    }
    int generation = change.endsSessions() ? row.generation() + 1 : row.generation();
    String hash = newHash == null ? row.passwordHash() : newHash;
    UserTable.update(handle, new UserTable.Row(changed, hash, generation));
    return changed;
  }

  @Override
  public void changePassword(UserId id, String next, String keptSession) {
    UserRules.checkPassword("next", next);
    String hash = hasher.hash(next);
    database.change(
        handle -> {
          UserTable.Row row = UserTable.lockById(handle, id).orElseThrow(() -> unknown());
          UserTable.Row changed = new UserTable.Row(row.user(), hash, row.generation() + 1);
          UserTable.update(handle, changed);
          UserTable.keepSession(handle, changed, keptSession, clock.instant());
        });
    changes.publish(id);
    log.info("password changed user={}", id);
  }

  @Override
  public void delete(UserId id) {
    database.change(
        handle -> {
          List<String> administrators = UserTable.lockAdministrators(handle);
          requireAnother(administrators, id);
          if (!UserTable.delete(handle, id)) {
            throw unknown();
          }
        });
    changes.publish(id);
    events.publish(
        PanelEvent.of("user.removed", subject(id), new EventAudience.OfPerson(id), "id", id));
    log.info("user deleted id={}", id);
  }

  @Override
  public Optional<Verified> verify(String username, String password) {
    Optional<UserTable.Row> found = database.read(handle -> UserTable.byUsername(handle, username));
    if (found.isEmpty()) {
      hasher.matchesNobody(password);
      return Optional.empty();
    }
    UserTable.Row row = found.get();
    if (!hasher.matches(password, row.passwordHash()) || row.user().disabled()) {
      return Optional.empty();
    }
    if (PasswordHash.isOutdated(row.passwordHash())) {
      String hash = hasher.hash(password);
      database.change(
          handle -> UserTable.rehash(handle, row.user().id(), row.passwordHash(), hash));
    }
    return Optional.of(new Verified(row.user(), row.generation()));
  }

  @Override
  public boolean ensureAdministrator(Supplier<String> password) {
    if (!database.read(UserTable::isEmpty)) {
      return false;
    }
    create(new NewUser(FIRST_NAME, password.get(), Role.ADMIN));
    return true;
  }

  private void tell(User user) {
    UserId id = user.id();
    events.publish(
        PanelEvent.of("user.changed", subject(id), new EventAudience.OfPerson(id), "user", user));
  }

  private static String subject(UserId id) {
    return "user " + id;
  }

  private User newUser(String username, Role role) {
    return new User(
        UserId.random(), username, role, false, clock.instant().truncatedTo(ChronoUnit.MICROS));
  }

  private static boolean isActiveAdministrator(User user) {
    return user.role() == Role.ADMIN && !user.disabled();
  }

  private static void requireAnother(List<String> administrators, UserId id) {
    if (administrators.equals(List.of(id.value()))) {
      throw new SignalboxException(
          UserError.LAST_ADMINISTRATOR,
          "this is the last enabled administrator; make another one first");
    }
  }

  private static <R> R namesAreUnique(Supplier<R> write) {
    try {
      return write.get();
    } catch (SignalboxException e) {
      if (e.code() == DatabaseError.DUPLICATE) {
        throw SignalboxException.ofField(
            UserError.NAME_TAKEN, "username", "username: somebody else has this name");
      }
      throw e;
    }
  }

  private static SignalboxException unknown() {
    return new SignalboxException(UserError.UNKNOWN, "no such user");
  }
}
