package dev.signalbox.transport.netty;

import dev.signalbox.api.transport.EnduranceSuite;
import dev.signalbox.api.transport.TransportUnderTest;
import io.netty.util.internal.PlatformDependent;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("linux")
@ExtendWith(LeakCheck.class)
class EpollBoringSslEnduranceContractTest extends EnduranceSuite {
  @Override
  protected TransportUnderTest subject() {
    return NettyVariants.tls(NettyOptions.Io.EPOLL, NettyOptions.Tls.BORINGSSL);
  }

  @Override
  protected long uncountedMemory() {
    return Math.max(0, PlatformDependent.usedDirectMemory());
  }
}
