package dev.signalbox.panel.authority;

import dev.signalbox.api.lifecycle.Managed;
import dev.signalbox.api.ticket.TicketKey;
import dev.signalbox.api.ticket.TicketSigner;
import dev.signalbox.panel.vault.Vault;
import java.util.List;

/**
 * The key that signs tickets; it is not the authority's. It starts after its vault. Safe for use by
 * many threads.
 */
public interface TicketKeys extends Managed {
  /** Returns keys that are read, and made at first use, when they are started. */
  static TicketKeys create(Vault vault) {
    return new VaultTicketKeys(vault);
  }

  /** Returns what signs tickets. */
  TicketSigner signer();

  /** Returns the public keys that a daemon must know to verify tickets. */
  List<TicketKey> trusted();
}
