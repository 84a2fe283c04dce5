package dev.signalbox.panel.session;

import dev.signalbox.api.id.UserId;
import dev.signalbox.panel.access.Caller;
import dev.signalbox.panel.user.User;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps sessions, of which it knows the hashes only. A session ends 12 hours after the sign-in,
 * after 2 hours without a request, and at once when the person's password, role or state changes.
 * Safe for many threads; every call blocks.
 */
public interface SessionService {
  /**
   * A new session with its two secrets, which cannot be had again.
   *
   * @param token what the cookie carries
   * @param proof what every request must show besides; a server on another port of the host gets
   *     the cookie too, and does not get this
   */
  record SignedIn(User user, Instant expiresAt, String token, String proof) {
    /** Leaves the secrets out. */
    @Override
    public String toString() {
      return "SignedIn[user=" + user + ", expiresAt=" + expiresAt + "]";
    }
  }

  /**
   * Signs a person in. Throws {@code auth.bad-credentials}, {@code auth.too-many-attempts} with the
   * time to wait, and {@code server.overloaded}.
   *
   * @param source where the request comes from
   */
  SignedIn signIn(String username, String password, SignInSource source);

  /** Returns whose session it is; empty where either secret is wrong or the session has ended. */
  Optional<Caller> recognise(String token, String proof);

  /**
   * Returns whose session it is; empty where it has ended. The caller is in touch, which counts as
   * a use.
   */
  Optional<Caller> refresh(String sessionId);

  /** Returns the sessions of a person that have not ended, the one used last first. */
  List<Session> list(UserId user);

  /**
   * Ends a session of a person, and closes what the person has open: nothing says which of it was
   * opened from there. Throws {@code session.unknown}, also where it is somebody else's.
   */
  void end(UserId user, String sessionId);

  /**
   * Ends the sessions of a person, and closes what the person has open.
   *
   * @param kept the session that stays; null for none
   */
  void endOthers(UserId user, @Nullable String kept);

  /**
   * Changes the password of the person in a session, and ends all other sessions. Attempts count as
   * those to sign in do.
   *
   * @param sessionId of the session that stays
   * @param address where the request comes from
   * @throws dev.signalbox.api.error.SignalboxException {@code auth.wrong-password} for {@code
   *     current}; {@code auth.too-many-attempts} with the time to wait; {@code request.invalid} for
   *     {@code next}; {@code server.overloaded}
   */
  void changePassword(
      Caller caller, String sessionId, String current, String next, InetAddress address);

  /** Returns the name of this panel's cookie, the same for as long as its database lives. */
  String cookieName();
}
