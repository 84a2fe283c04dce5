package dev.signalbox.panel.vault;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;

/** The kinds of key that the panel makes. */
public enum KeyAlgorithm {
  /** For certificates and tickets: every browser and every TLS library takes it. */
  EC_P256("EC"),
  /** For signatures between our own programs. */
  ED25519("Ed25519");

  private final String factory;

  KeyAlgorithm(String factory) {
    this.factory = factory;
  }

  /** Returns the name under which a {@link java.security.KeyFactory} reads such keys. */
  String factory() {
    return factory;
  }

  /** Returns a new random pair. */
  public KeyPair newPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(factory);
      if (this == EC_P256) {
        generator.initialize(new ECGenParameterSpec("secp256r1"));
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java 17 has " + this, e);
    }
  }
}
