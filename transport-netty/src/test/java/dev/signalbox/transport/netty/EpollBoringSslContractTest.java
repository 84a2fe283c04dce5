package dev.signalbox.transport.netty;

import dev.signalbox.api.transport.TlsSuite;
import dev.signalbox.api.transport.TransportUnderTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("linux")
@ExtendWith(LeakCheck.class)
class EpollBoringSslContractTest extends TlsSuite {
  @Override
  protected TransportUnderTest subject() {
    return NettyVariants.tls(NettyOptions.Io.EPOLL, NettyOptions.Tls.BORINGSSL);
  }
}
