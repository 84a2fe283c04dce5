package dev.signalbox.api.transport;

import org.junit.jupiter.api.Nested;

/** Every contract, over TLS, and those that TLS adds. */
public abstract class TlsSuite extends TransportSuite {
  @Nested
  class Tls extends TlsContract {
    @Override
    protected TransportUnderTest subject() {
      return TlsSuite.this.subject();
    }
  }

  @Nested
  class TlsNames extends TlsNamesContract {
    @Override
    protected TransportUnderTest subject() {
      return TlsSuite.this.subject();
    }
  }

  @Nested
  class CertificateReplacement extends CertificateReplacementContract {
    @Override
    protected TransportUnderTest subject() {
      return TlsSuite.this.subject();
    }
  }
}
