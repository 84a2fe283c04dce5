package dev.signalbox.panel.node;

import static java.util.Objects.requireNonNull;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

/**
 * The certificate that a daemon serves.
 *
 * @param fingerprint SHA-256 of the whole certificate in lower-case hex, as browsers show it
 * @param names the names and addresses that it is good for
 */
public record NodeCertificate(String fingerprint, List<String> names, Instant expiresAt) {
  public NodeCertificate {
    requireNonNull(fingerprint, "fingerprint");
    names = List.copyOf(names);
    requireNonNull(expiresAt, "expiresAt");
  }

  static NodeCertificate of(X509Certificate certificate) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return new NodeCertificate(
          HexFormat.of().formatHex(digest),
          names == null ? List.of() : names.stream().map(name -> name.get(1).toString()).toList(),
          certificate.getNotAfter().toInstant());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate that was served is readable", e);
    }
  }
}
