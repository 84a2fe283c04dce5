package dev.signalbox.transport.undertow;

import dev.signalbox.api.transport.TlsMaterial;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Makes the JDK's TLS contexts from key and chain. */
final class TlsContexts {
  private TlsContexts() {}

  /**
   * Returns a new context with sessions of its own: a client that resumes one from an earlier
   * context does a whole handshake, and so sees the new certificate.
   *
   * @throws IllegalArgumentException where key and chain do not belong together
   */
  static SSLContext of(TlsMaterial material) {
    char[] password = new char[0];
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "server", material.key(), password, material.chain().toArray(new Certificate[0]));
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, password);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("tls: unusable (expected: a key and its chain)", e);
    }
  }
}
