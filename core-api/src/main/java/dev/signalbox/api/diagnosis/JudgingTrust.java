package dev.signalbox.api.diagnosis;

import static java.util.Objects.requireNonNull;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Has a server's certificates judged, and ends the handshake unless all is well with them. For one
 * handshake.
 */
final class JudgingTrust extends X509ExtendedTrustManager {
  private final CertificateJudge judge;
  private final Findings into;
  private @Nullable String protocol;

  JudgingTrust(CertificateJudge judge, Findings into) {
    this.judge = requireNonNull(judge, "judge");
    this.into = requireNonNull(into, "into");
  }

  /** Returns the version that was agreed on; null where the server showed no certificate. */
  @Nullable String protocol() {
    return protocol;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    protocol =
        socket instanceof SSLSocket tls && tls.getHandshakeSession() != null
            ? tls.getHandshakeSession().getProtocol()
            : "TLS";
    if (!judge.judge(List.of(chain), into)) {
      throw new CertificateException("the certificate is not accepted");
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("only sockets are judged");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("only sockets are judged");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw new CertificateException("only servers are judged");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("only servers are judged");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("only servers are judged");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
