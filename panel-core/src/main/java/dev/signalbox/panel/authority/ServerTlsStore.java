package dev.signalbox.panel.authority;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.transport.TlsMaterial;
import dev.signalbox.panel.vault.Vault;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Keeps the panel's server key and certificate together as one secret. */
final class ServerTlsStore {
  private static final String NAME = "server.tls";

  private final Vault vault;

  ServerTlsStore(Vault vault) {
    this.vault = requireNonNull(vault, "vault");
  }

  Optional<TlsMaterial> read() {
    return vault.read(NAME).map(ServerTlsStore::decode);
  }

  void write(TlsMaterial material) {
    Base64.Encoder base64 = Base64.getEncoder();
    try {
      String text =
          base64.encodeToString(material.key().getEncoded())
              + ':'
              + base64.encodeToString(material.chain().get(0).getEncoded());
      vault.replace(NAME, text.getBytes(US_ASCII));
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was made does not encode", e);
    }
  }

  /** Returns the names of a certificate of ours in the form of {@link CertificateNames#all}. */
  static SortedSet<String> names(X509Certificate certificate) {
    SortedSet<String> hosts = new TreeSet<>();
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      for (List<?> name : names == null ? Collections.<List<?>>emptyList() : names) {
        hosts.add(String.valueOf(name.get(1)));
      }
    } catch (CertificateParsingException e) {
      return hosts;
    }
    return CertificateNames.parse(hosts).all();
  }

  private static TlsMaterial decode(byte[] stored) {
    String[] halves = new String(stored, US_ASCII).split(":", 2);
    try {
      Base64.Decoder base64 = Base64.getDecoder();
      return new TlsMaterial(
          KeyFactory.getInstance("EC")
              .generatePrivate(new PKCS8EncodedKeySpec(base64.decode(halves[0]))),
          List.of(CertificateIssuer.decode(base64.decode(halves[1]))));
    } catch (GeneralSecurityException | RuntimeException e) {
      // No cause: a parser's message could quote the key.
      throw new SignalboxException(AuthorityError.UNUSABLE, "the stored server key is unreadable");
    }
  }
}
