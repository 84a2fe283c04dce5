package dev.signalbox.panel.authority;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.ticket.TicketKey;
import dev.signalbox.api.ticket.TicketSigner;
import dev.signalbox.panel.vault.KeyAlgorithm;
import dev.signalbox.panel.vault.Vault;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One key, sealed in the vault. */
final class VaultTicketKeys implements TicketKeys {
  private static final String NAME = "ticket.key";

  private final Vault vault;
  private volatile @Nullable TicketSigner signer;

  VaultTicketKeys(Vault vault) {
    this.vault = requireNonNull(vault, "vault");
  }

  @Override
  public void start() {
    KeyPair pair = vault.keyPair(NAME, KeyAlgorithm.EC_P256);
    signer = new TicketSigner(pair.getPrivate(), TicketKey.of((ECPublicKey) pair.getPublic()));
  }

  @Override
  public void stop() {
    signer = null;
  }

  @Override
  public TicketSigner signer() {
    TicketSigner current = signer;
    if (current == null) {
      throw new IllegalStateException("ticket keys: not started");
    }
    return current;
  }

  @Override
  public List<TicketKey> trusted() {
    return List.of(signer().key());
  }
}
