package dev.signalbox.panel.node;

import static java.util.Objects.requireNonNull;

import dev.signalbox.panel.vault.KeyAlgorithm;
import dev.signalbox.panel.vault.Vault;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import org.jspecify.annotations.Nullable;

/** Keeps the pair sealed in the vault, and reads it at first use. */
final class VaultPanelIdentity implements PanelIdentity {
  private static final String NAME = "panel.identity";

  private final Vault vault;
  private volatile @Nullable KeyPair pair;

  @Inject
  VaultPanelIdentity(Vault vault) {
    this.vault = requireNonNull(vault, "vault");
  }

  @Override
  public PublicKey key() {
    return pair().getPublic();
  }

  @Override
  public byte[] sign(byte[] message) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(pair().getPrivate());
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the panel's identity key does not sign", e);
    }
  }

  private KeyPair pair() {
    KeyPair known = pair;
    if (known == null) {
      known = vault.keyPair(NAME, KeyAlgorithm.ED25519);
      pair = known;
    }
    return known;
  }
}
