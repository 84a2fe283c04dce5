package dev.signalbox.api.link.trust;

import static java.util.Objects.requireNonNull;

import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Whom a client of ours trusts. Every way verifies the whole chain; names and dates are verified as
 * everywhere, but for a key that was pinned itself.
 */
public enum TlsTrust {
  /** The authority with the pinned key, and nobody else; its root must be in the chain. */
  AUTHORITY,
  /**
   * That authority, or one that this JVM trusts: for a panel whose TLS ends at a proxy with a
   * public certificate.
   */
  WEB,
  /** Whoever has the pinned key, which a person carried here: no name, no date, no authority. */
  KEY;

  /**
   * Returns a context for clients.
   *
   * @param fingerprint the SHA-256 of the pinned public key in lower-case hex
   */
  public SSLContext context(String fingerprint) {
    requireNonNull(fingerprint, "fingerprint");
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {manager(fingerprint)}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has TLS", e);
    }
  }

  private X509ExtendedTrustManager manager(String fingerprint) {
    return switch (this) {
      case AUTHORITY -> new PinnedAuthority(fingerprint, new TrustsNobody(fingerprint));
      case WEB -> new PinnedAuthority(fingerprint, Anchors.ofThisJvm());
      case KEY -> new PinnedKey(fingerprint);
    };
  }
}
