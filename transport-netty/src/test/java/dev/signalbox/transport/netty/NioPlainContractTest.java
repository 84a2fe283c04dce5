package dev.signalbox.transport.netty;

import dev.signalbox.api.transport.TransportSuite;
import dev.signalbox.api.transport.TransportUnderTest;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakCheck.class)
class NioPlainContractTest extends TransportSuite {
  @Override
  protected TransportUnderTest subject() {
    return NettyVariants.plain(NettyOptions.Io.NIO);
  }
}
