package dev.signalbox.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test class behind which a buffer was lost.
 *
 * <p>It loses one of its own first: only when that one was reported, what else was lost before it
 * must have been, and nothing else may.
 */
final class LeakCheck implements AfterAllCallback {
  @Override
  public void afterAll(ExtensionContext context) {
    if (context.getRequiredTestClass().getEnclosingClass() == null) {
      assertNothingLost();
    }
  }

  static void assertNothingLost() {
    assertThat(ResourceLeakDetector.getLevel()).isEqualTo(ResourceLeakDetector.Level.PARANOID);
    String canary = "canary " + UUID.randomUUID();
    lose(canary);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              System.gc();
              // The detector looks for lost buffers when another is taken.
              ByteBufAllocator.DEFAULT.buffer(16).release();
              return leaks().stream().anyMatch(leak -> leak.contains(canary));
            });
    assertThat(leaks()).allMatch(leak -> leak.contains("canary "));
  }

  /** Takes a buffer and forgets it. */
  static void lose(String hint) {
    ByteBufAllocator.DEFAULT.buffer(16).touch(hint);
  }

  private static List<String> leaks() {
    return RecordingLeakDetector.leaks();
  }
}
