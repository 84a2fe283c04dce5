package dev.signalbox.panel.session;

import dev.signalbox.panel.access.Caller;
import dev.signalbox.panel.user.User;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;

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
   * @param address where the request comes from
   */
  SignedIn signIn(String username, String password, InetAddress address);

  /** Returns whose session it is; empty where either secret is wrong or the session has ended. */
  Optional<Caller> recognise(String token, String proof);

  /** Ends a session; nothing happens where it has ended. */
  void signOut(String sessionId);

  /** Returns the name of this panel's cookie, the same for as long as its database lives. */
  String cookieName();
}
