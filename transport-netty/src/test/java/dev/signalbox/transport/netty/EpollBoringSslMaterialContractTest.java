package dev.signalbox.transport.netty;

import dev.signalbox.api.transport.TlsContract;
import dev.signalbox.api.transport.TransportUnderTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("linux")
@ExtendWith(LeakCheck.class)
class EpollBoringSslMaterialContractTest extends TlsContract {
  @Override
  protected TransportUnderTest subject() {
    return NettyVariants.tls(NettyOptions.Io.EPOLL, NettyOptions.Tls.BORINGSSL);
  }
}
