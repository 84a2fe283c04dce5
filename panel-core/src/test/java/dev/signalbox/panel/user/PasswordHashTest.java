package dev.signalbox.panel.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class PasswordHashTest {
  @Test
  void agreesWithTheReferenceImplementation() {
    // `argon2 somesalt -id -t 2 -m 16 -p 1 -l 32`, from the test suite of phc-winner-argon2.
    String reference =
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    assertThat(PasswordHash.matches("password", reference)).isTrue();
    assertThat(PasswordHash.matches("passwore", reference)).isFalse();
    assertThat(PasswordHash.isOutdated(reference)).isTrue();
  }

  @Test
  void matchesItsOwnPasswordOnly() {
    String hash = PasswordHash.of("påss wörd 🚂", new SecureRandom());
    assertThat(PasswordHash.matches("påss wörd 🚂", hash)).isTrue();
    assertThat(PasswordHash.matches("pass word", hash)).isFalse();
    assertThat(PasswordHash.isOutdated(hash)).isFalse();
    assertThat(PasswordHash.isOutdated(PasswordHash.OF_NOBODY)).isFalse();
  }
}
