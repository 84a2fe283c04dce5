package dev.signalbox.transport.netty;

import dev.signalbox.api.transport.TlsSuite;
import dev.signalbox.api.transport.TransportUnderTest;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakCheck.class)
class NioJdkTlsContractTest extends TlsSuite {
  @Override
  protected TransportUnderTest subject() {
    return NettyVariants.tls(NettyOptions.Io.NIO, NettyOptions.Tls.JDK);
  }
}
