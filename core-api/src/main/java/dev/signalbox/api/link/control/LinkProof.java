package dev.signalbox.api.link.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.api.json.Json;
import dev.signalbox.api.secret.Sha256;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;

/**
 * What the two ends sign: the hash of both hellos as they were sent, the protocol and the signer's
 * role. Both nonces are in it, so an old proof proves nothing, and the role, so that one's own does
 * not either.
 */
final class LinkProof {
  private static final byte[] SEPARATOR = {0};

  private LinkProof() {}

  static byte[] message(LinkRole signer, String daemonHello, String panelHello) {
    return Sha256.of(
        LinkSession.PROTOCOL.getBytes(UTF_8),
        SEPARATOR,
        Json.wireName(signer).getBytes(UTF_8),
        SEPARATOR,
        Sha256.of(daemonHello.getBytes(UTF_8)),
        Sha256.of(panelHello.getBytes(UTF_8)));
  }

  static boolean isSigned(PublicKey key, byte[] message, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance(key.getAlgorithm());
      verifier.initVerify(key);
      verifier.update(message);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
