package dev.signalbox.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test class behind which a buffer was lost. */
final class LeakCheck implements AfterAllCallback {
  @Override
  public void afterAll(ExtensionContext context) {
    if (context.getRequiredTestClass().getEnclosingClass() != null) {
      return;
    }
    assertThat(ResourceLeakDetector.getLevel()).isEqualTo(ResourceLeakDetector.Level.PARANOID);
    for (int i = 0; i < 5; i++) {
      System.gc();
      // The detector looks for lost buffers when another is taken.
      ByteBufAllocator.DEFAULT.buffer(16).release();
    }
    assertThat(RecordingLeakDetector.leaks()).isEmpty();
  }
}
