package dev.signalbox.panel.node;

import java.security.PublicKey;

/**
 * The key by which daemons know this panel on a link; it is neither the authority's nor that of
 * tickets.
 */
public interface PanelIdentity {
  /** Returns the Ed25519 key that daemons were given when they joined. */
  PublicKey key();

  /** Signs with the key that belongs to {@link #key}. */
  byte[] sign(byte[] message);
}
