package dev.signalbox.panel.access;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a caller proved who it is. */
public sealed interface SignIn {
  /**
   * By a session: the cookie and the proof.
   *
   * @param sessionId names the session, and is no secret
   * @param signedInAt when the password was last given
   * @param expiresAt when it ends at the latest
   */
  record BySession(String sessionId, Instant signedInAt, Instant expiresAt) implements SignIn {
    public BySession {
      requireNonNull(sessionId, "sessionId");
      requireNonNull(signedInAt, "signedInAt");
      requireNonNull(expiresAt, "expiresAt");
    }
  }

  /**
   * By an API key.
   *
   * @param keyId names the key, and is no secret
   * @param expiresAt when it ends, null for never
   */
  record ByKey(String keyId, @Nullable Instant expiresAt) implements SignIn {
    /** Names the key of the commands on the panel's machine. */
    public static final String LOCAL = "local";

    public ByKey {
      requireNonNull(keyId, "keyId");
    }

    /** Says whether a command on the panel's machine calls: who may read its key owns the panel. */
    public boolean isLocal() {
      return keyId.equals(LOCAL);
    }
  }
}
