package dev.signalbox.transport.undertow;

import dev.signalbox.api.transport.EnduranceSuite;
import dev.signalbox.api.transport.TransportUnderTest;
import org.junit.jupiter.api.Tag;

@Tag("linux")
class TlsEnduranceContractTest extends EnduranceSuite {
  @Override
  protected TransportUnderTest subject() {
    return new TransportUnderTest(new UndertowTransport(), true);
  }
}
