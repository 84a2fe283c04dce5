package dev.signalbox.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.util.ResourceLeakDetectorFactory;
import org.junit.jupiter.api.Test;

/** The check is worth something only while Netty really uses our detector. */
class LeakCheckTest {
  @Test
  void isWhatNettyUses() {
    assertThat(
            ResourceLeakDetectorFactory.instance()
                .newResourceLeakDetector(AbstractByteBufAllocator.class))
        .isInstanceOf(RecordingLeakDetector.class);
  }
}
