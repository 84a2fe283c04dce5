package dev.signalbox.transport.undertow;

import dev.signalbox.api.transport.TransportSuite;
import dev.signalbox.api.transport.TransportUnderTest;

class PlainContractTest extends TransportSuite {
  @Override
  protected TransportUnderTest subject() {
    return new TransportUnderTest(new UndertowTransport(), false);
  }
}
