package dev.signalbox.transport.undertow;

import dev.signalbox.api.transport.TlsSuite;
import dev.signalbox.api.transport.TransportUnderTest;

class TlsContractTest extends TlsSuite {
  @Override
  protected TransportUnderTest subject() {
    return new TransportUnderTest(new UndertowTransport(), true);
  }
}
