package dev.signalbox.transport.undertow;

import dev.signalbox.api.transport.TlsMaterial;
import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;

/** Makes the JDK's TLS contexts from keys and chains. */
final class TlsContexts {
  private TlsContexts() {}

  /**
   * Returns a new context with sessions of its own: a client that resumes one from an earlier
   * context does a whole handshake, and so sees the new certificate.
   *
   * @throws IllegalArgumentException where the JDK cannot use it
   */
  static SSLContext of(TlsMaterial material) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {material.keyManager()}, null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("tls: unusable (expected: a key and its chain)", e);
    }
  }
}
