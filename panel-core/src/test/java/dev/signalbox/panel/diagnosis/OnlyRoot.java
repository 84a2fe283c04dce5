package dev.signalbox.panel.diagnosis;

import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.transport.TestCertificates;
import dev.signalbox.api.transport.TlsMaterial;
import dev.signalbox.panel.authority.Authority;
import dev.signalbox.panel.authority.CertificateNames;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.SortedSet;

/** An authority that has a root and does nothing. */
final class OnlyRoot implements Authority {
  @Override
  public X509Certificate root() {
    return TestCertificates.named("root").chain().get(0);
  }

  @Override
  public void start() {}

  @Override
  public void stop() {}

  @Override
  public String fingerprint() {
    throw new UnsupportedOperationException();
  }

  @Override
  public String rootPem() {
    throw new UnsupportedOperationException();
  }

  @Override
  public SortedSet<String> permittedDnsNames() {
    throw new UnsupportedOperationException();
  }

  @Override
  public TlsMaterial serverTls() {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<X509Certificate> issueForDaemon(
      DaemonId daemon, byte[] certificateRequest, CertificateNames accepted) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<X509Certificate> issueForLocalDaemon(DaemonId daemon, byte[] certificateRequest) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void reserveForDaemon(DaemonId daemon, CertificateNames accepted) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void release(DaemonId daemon) {
    throw new UnsupportedOperationException();
  }
}
