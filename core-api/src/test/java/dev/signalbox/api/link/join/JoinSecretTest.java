package dev.signalbox.api.link.join;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.link.trust.TlsTrust;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JoinSecretTest {
  private static final String FINGERPRINT = "ab".repeat(32);

  @Test
  void readsItsOwnCode() {
    JoinSecret pinned = JoinSecret.random(FINGERPRINT, TlsTrust.AUTHORITY);
    JoinSecret web = JoinSecret.random(FINGERPRINT, TlsTrust.WEB);
    assertThat(JoinSecret.parse(pinned.code())).contains(pinned);
    assertThat(JoinSecret.parse(" " + web.code() + "\n")).contains(web);
    assertThat(JoinSecret.parse(pinned.code() + "x")).isEmpty();
    assertThat(JoinSecret.parse("")).isEmpty();
  }

  @Test
  void isNeverTheSameAndTellsNothingOfItself() {
    assertThat(
            Stream.generate(() -> JoinSecret.random(FINGERPRINT, TlsTrust.AUTHORITY))
                .limit(100)
                .map(JoinSecret::secret)
                .distinct())
        .hasSize(100)
        .allMatch(text -> text.matches("[0-9a-v]{26}"));
    JoinSecret secret = JoinSecret.random(FINGERPRINT, TlsTrust.AUTHORITY);
    assertThat(secret.toString() + secret.id()).doesNotContain(secret.secret());
  }

  @Test
  void provesWhatWasSaidAndForWhatAndNothingElse() {
    JoinSecret secret = JoinSecret.random(FINGERPRINT, TlsTrust.AUTHORITY);
    JoinSecret other = JoinSecret.random(FINGERPRINT, TlsTrust.AUTHORITY);
    String proof = secret.prove("request", "a", "b");
    assertThat(secret.isProven(proof, "request", "a", "b")).isTrue();
    assertThat(secret.isProven(proof, "answer", "a", "b")).isFalse();
    assertThat(secret.isProven(proof, "request", "ab")).isFalse();
    assertThat(secret.isProven(proof, "request", "a", "c")).isFalse();
    assertThat(other.isProven(proof, "request", "a", "b")).isFalse();
  }
}
