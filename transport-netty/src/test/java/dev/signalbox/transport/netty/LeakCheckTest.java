package dev.signalbox.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.util.ResourceLeakDetectorFactory;
import org.junit.jupiter.api.Test;

/** The check is worth something only while it finds what was lost. */
class LeakCheckTest {
  @Test
  void isWhatNettyUses() {
    assertThat(
            ResourceLeakDetectorFactory.instance()
                .newResourceLeakDetector(AbstractByteBufAllocator.class))
        .isInstanceOf(RecordingLeakDetector.class);
  }

  @Test
  void failsBehindABufferThatWasLost() {
    String seeded = "lost on purpose";
    LeakCheck.lose(seeded);
    try {
      assertThatThrownBy(LeakCheck::assertNothingLost)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining(seeded);
    } finally {
      RecordingLeakDetector.forget(seeded);
    }
    LeakCheck.assertNothingLost();
  }
}
