package dev.signalbox.panel.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JoinSecretTest {
  private static final String FINGERPRINT = "ab".repeat(32);

  @Test
  void readsItsOwnCodeForThatAuthorityOnly() {
    JoinSecret secret = JoinSecret.random();
    String code = secret.code(FINGERPRINT);
    assertThat(JoinSecret.parse(code, FINGERPRINT)).contains(secret);
    assertThat(JoinSecret.parse(code, "cd".repeat(32))).isEmpty();
    assertThat(JoinSecret.parse(code + "x", FINGERPRINT)).isEmpty();
    assertThat(JoinSecret.parse("", FINGERPRINT)).isEmpty();
  }

  @Test
  void isNeverTheSameAndTellsNothingOfItself() {
    assertThat(Stream.generate(JoinSecret::random).limit(100).map(JoinSecret::text).distinct())
        .hasSize(100)
        .allMatch(text -> text.matches("[0-9a-v]{26}"));
    JoinSecret secret = JoinSecret.random();
    assertThat(secret.toString() + secret.hash()).doesNotContain(secret.text());
  }
}
