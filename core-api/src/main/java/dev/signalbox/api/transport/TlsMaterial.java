package dev.signalbox.api.transport;

import static java.util.Objects.requireNonNull;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * A server's keys and certificate chains, as one value that is replaced whole.
 *
 * @param key belongs to the chain's first certificate
 * @param chain the server's certificate first, the root left out
 * @param others further keys and chains, each without others of its own; shown to the clients that
 *     ask for a name which its certificate carries and this one's does not
 */
public record TlsMaterial(PrivateKey key, List<X509Certificate> chain, List<TlsMaterial> others) {
  private static final byte[] PROBE = {1, 2, 3, 4, 5, 6, 7, 8};

  public TlsMaterial {
    requireNonNull(key, "key");
    chain = List.copyOf(chain);
    others = List.copyOf(others);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("chain: empty (expected: at least 1 certificate)");
    }
    if (!belongTogether(key, chain.get(0).getPublicKey())) {
      throw new IllegalArgumentException(
          "key: "
              + key.getAlgorithm()
              + " (expected: the one of "
              + chain.get(0).getSubjectX500Principal()
              + ")");
    }
    if (others.stream().anyMatch(other -> !other.others().isEmpty())) {
      throw new IllegalArgumentException("others: nested (expected: each without others)");
    }
  }

  /** Makes material of one certificate, shown to every client. */
  public TlsMaterial(PrivateKey key, List<X509Certificate> chain) {
    this(key, chain, List.of());
  }

  private static boolean belongTogether(PrivateKey key, PublicKey published) {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "EC" -> "SHA256withECDSA";
          case "RSA" -> "SHA256withRSA";
          default -> key.getAlgorithm();
        };
    try {
      Signature signer = Signature.getInstance(algorithm);
      signer.initSign(key);
      signer.update(PROBE);
      byte[] signed = signer.sign();
      Signature verifier = Signature.getInstance(algorithm);
      verifier.initVerify(published);
      verifier.update(PROBE);
      return verifier.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** Returns this with one more key and chain, for the names that its certificate carries. */
  public TlsMaterial and(TlsMaterial other) {
    return new TlsMaterial(key, chain, Stream.concat(others.stream(), Stream.of(other)).toList());
  }

  /**
   * Returns what chooses for a TLS engine, by the server name that the client sends (RFC 6066): the
   * first certificate with just that name among its alternative names, else the first with a
   * wildcard for it, else this one's. A client that names nobody is shown this one's.
   *
   * <p>Both the JDK's engine and others of its interface take it; the aliases are the same for as
   * long as the material is, so an engine may keep by them what it has made of a key.
   */
  public X509ExtendedKeyManager keyManager() {
    return new KeysByServerName(this);
  }

  /** Returns the certificates' subjects; never the key. */
  @Override
  public String toString() {
    return "TlsMaterial"
        + Stream.concat(Stream.of(this), others.stream())
            .flatMap(material -> material.chain().stream())
            .map(X509Certificate::getSubjectX500Principal)
            .toList();
  }
}
