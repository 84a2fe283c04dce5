package dev.signalbox.panel.key;

import dev.signalbox.api.id.UserId;
import dev.signalbox.api.routing.Page;
import dev.signalbox.panel.access.Caller;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps API keys, of which it knows the hashes only. Safe for many threads; every call blocks. */
public interface ApiKeyService {
  /**
   * A new key with its secret, which cannot be had again.
   *
   * @param secret what a program sends; {@code sbx_} and 256 random bits
   */
  record Issued(ApiKey key, String secret) {
    /** Leaves the secret out. */
    @Override
    public String toString() {
      return "Issued[key=" + key + "]";
    }
  }

  /** Makes a key of a person. Throws {@code request.invalid} where it would end in the past. */
  Issued create(UserId user, NewApiKey wanted);

  /**
   * Makes a key with everything of an enabled administrator, for the commands on this machine, and
   * voids the one that was made so before.
   */
  Issued createLocal();

  /** Returns the keys of a person in the order of their ids, expired ones included. */
  Page<ApiKey> list(UserId user, int limit, @Nullable String cursor);

  /** Voids a key of a person. Throws {@code key.unknown}, also where it is somebody else's. */
  void delete(UserId user, ApiKeyId key);

  /**
   * Returns who shows a secret; empty where it is wrong, has expired, or its person is shut out.
   */
  Optional<Caller> recognise(String secret);

  /** Returns who uses a key; empty where it is gone, has expired, or its person is shut out. */
  Optional<Caller> refresh(ApiKeyId key);
}
