package dev.signalbox.panel.user;

import dev.signalbox.api.id.UserId;
import dev.signalbox.api.routing.Page;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keeps the people. Safe for many threads; every call blocks. */
public interface UserService {
  /** A person whose password was right, and the generation that a session is bound to. */
  record Verified(User user, int generation) {}

  /** Makes a person known. Throws {@code user.name-taken}. */
  User create(NewUser user);

  /**
   * Returns people by name.
   *
   * @param limit at most that many, from 1
   * @param cursor {@link Page#next} of the page before, null for the first
   */
  Page<User> list(int limit, @Nullable String cursor);

  /** Returns a person. Throws {@code user.unknown}. */
  User get(UserId id);

  /** Returns a person by name, whatever its case. */
  Optional<User> find(String username);

  /**
   * Changes a person. A new password, role or state ends all sessions of the person at once. Throws
   * {@code user.unknown}, {@code user.name-taken} and {@code user.last-administrator}.
   */
  User change(UserId id, UserChange change);

  /**
   * Gives a person another password, and ends all sessions of the person but one. Throws {@code
   * user.unknown}, and {@code request.invalid} for {@code next}.
   *
   * @param next as in {@link NewUser}
   * @param keptSession the id of the session that stays, whose sign-in counts from now
   */
  void changePassword(UserId id, String next, String keptSession);

  /**
   * Removes a person with sessions, keys and grants. Throws {@code user.unknown} and {@code
   * user.last-administrator}.
   */
  void delete(UserId id);

  /**
   * Says whose name and password these are; empty where they are wrong or the person is disabled.
   * Takes equally long in all cases, and at most a few run at once: a hash takes much memory.
   *
   * @throws dev.signalbox.api.error.SignalboxException {@code server.overloaded} where too many
   *     wait
   */
  Optional<Verified> verify(String username, String password);

  /**
   * Makes the person {@code admin} where there is nobody at all yet.
   *
   * @param password asked only then
   * @return whether it was made
   */
  boolean ensureAdministrator(Supplier<String> password);
}
