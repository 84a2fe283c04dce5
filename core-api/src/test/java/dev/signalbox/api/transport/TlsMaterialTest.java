package dev.signalbox.api.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TlsMaterialTest {
  private static final TlsMaterial FIRST = TestCertificates.named("first.test");
  private static final TlsMaterial SECOND = TestCertificates.named("second.test");
  private static final TlsMaterial RSA = TestCertificates.forServer("RSA", "rsa.example.test");

  @Test
  void refusesAKeyThatIsNotTheCertificates() {
    assertThatThrownBy(() -> new TlsMaterial(SECOND.key(), FIRST.chain()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("key: EC (expected: the one of CN=first.test)");
    assertThatThrownBy(() -> new TlsMaterial(RSA.key(), FIRST.chain()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("key: RSA (expected: the one of CN=first.test)");
  }

  @Test
  void refusesAnEmptyChain() {
    assertThatThrownBy(() -> new TlsMaterial(FIRST.key(), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("chain: empty (expected: at least 1 certificate)");
  }

  @Test
  void refusesOthersOfOthers() {
    TlsMaterial both = SECOND.and(RSA);
    assertThatThrownBy(() -> FIRST.and(both))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("others: nested (expected: each without others)");
  }

  @Test
  void namesEverySubjectAndNoKey() {
    assertThat(FIRST.and(RSA)).hasToString("TlsMaterial[CN=first.test, CN=RSA rsa.example.test]");
  }
}
