package dev.signalbox.api.link.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class StreamTokensTest {
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final StreamTokens<String> tokens = new StreamTokens<>(now::get);

  @Test
  void aTokenIsGoodOnceAndForItsLink() {
    List<String> issued = tokens.issue("link", 2);
    assertThat(issued).doesNotHaveDuplicates().allMatch(token -> token.matches("[0-9a-f]{64}"));
    assertThat(tokens.take(issued.get(0))).contains("link");
    assertThat(tokens.take(issued.get(0))).isEmpty();
    assertThat(tokens.take(issued.get(1))).contains("link");
  }

  @Test
  void aTokenIsLateAfterHalfAMinute() {
    String token = tokens.issue("link", 1).get(0);
    now.set(Instant.EPOCH.plus(Duration.ofSeconds(30)));
    assertThat(tokens.take(token)).isEmpty();
  }

  @Test
  void theTokensOfALinkThatIsOverAreUseless() {
    String token = tokens.issue("link", 1).get(0);
    String other = tokens.issue("other", 1).get(0);
    tokens.forget("link");
    assertThat(tokens.take(token)).isEmpty();
    assertThat(tokens.take(other)).contains("other");
  }
}
