package dev.signalbox.api.link.control;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonObject;
import dev.signalbox.api.json.Json;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an end says of itself first. It is believed once the proof has come that the pinned key
 * signed it.
 *
 * @param id the daemon's id; of a panel the fingerprint of its authority
 * @param nonce 32 random bytes in base 64, never used again
 * @param versions of the protocol that it speaks
 * @param clock what its clock shows
 * @param boot of a daemon the id of its run
 * @param version of the program
 * @param addresses of a daemon: where it says that browsers reach it
 * @param certificate of a daemon: what it serves, DER in base 64; absent where it serves none
 */
public record LinkHello(
    LinkRole role,
    String id,
    String nonce,
    List<Integer> versions,
    Instant clock,
    @Nullable String boot,
    String version,
    List<URI> addresses,
    @Nullable String certificate) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int NONCE_BYTES = 32;

  public LinkHello {
    requireNonNull(role, "role");
    requireNonNull(id, "id");
    requireNonNull(nonce, "nonce");
    versions = List.copyOf(versions);
    requireNonNull(clock, "clock");
    requireNonNull(version, "version");
    addresses = List.copyOf(addresses);
    if (Base64.getDecoder().decode(nonce).length != NONCE_BYTES) {
      throw new IllegalArgumentException("nonce: too short or too long (expected: 32 bytes)");
    }
    if (role == LinkRole.DAEMON && boot == null) {
      throw new IllegalArgumentException("boot: none (expected: a daemon's)");
    }
  }

  /** Returns a nonce for one hello. */
  public static String newNonce() {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    return Base64.getEncoder().encodeToString(nonce);
  }

  /**
   * Reads a hello; members that this version does not know are left out, so that a later one may
   * say more.
   *
   * @throws dev.signalbox.api.error.SignalboxException {@code request.invalid}
   */
  static LinkHello read(JsonObject said) {
    JsonObject known = new JsonObject();
    for (RecordComponent component : LinkHello.class.getRecordComponents()) {
      if (said.has(component.getName())) {
        known.add(component.getName(), said.get(component.getName()));
      }
    }
    return Json.read(known, LinkHello.class);
  }
}
