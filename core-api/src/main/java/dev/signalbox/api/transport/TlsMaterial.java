package dev.signalbox.api.transport;

import static java.util.Objects.requireNonNull;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A server's key and certificate chain, as one value that is replaced whole.
 *
 * @param chain the server's certificate first, the root left out
 */
public record TlsMaterial(PrivateKey key, List<X509Certificate> chain) {
  public TlsMaterial {
    requireNonNull(key, "key");
    chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("chain: empty (expected: at least 1 certificate)");
    }
  }

  /** Returns the certificates' subjects; never the key. */
  @Override
  public String toString() {
    return "TlsMaterial" + chain.stream().map(X509Certificate::getSubjectX500Principal).toList();
  }
}
