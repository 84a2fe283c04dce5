package dev.signalbox.daemon.server;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Where a daemon gets its certificate from. */
public interface CertificateSource {
  /**
   * Asks the panel for a certificate.
   *
   * @param certificateRequest PKCS#10 in DER
   * @return the daemon's certificate first, the root left out; fails while the panel is away
   */
  CompletionStage<List<X509Certificate>> renew(byte[] certificateRequest);
}
