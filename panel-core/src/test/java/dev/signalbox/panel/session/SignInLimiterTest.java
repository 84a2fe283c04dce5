package dev.signalbox.panel.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.panel.testing.TestClock;
import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SignInLimiterTest {
  private final TestClock clock = new TestClock();
  private final SignInLimiter limiter = new SignInLimiter(clock);

  private boolean passes(String name, String address) {
    return limiter.attempt(name, address, false).isZero();
  }

  @Test
  void aGuesserWhoNeverTiresShutsNobodyElseOut() {
    int passed = 0;
    for (int second = 0; second < 7_200; second++) {
      passed += passes("ann", "192.0.2.1") ? 1 : 0;
      clock.advance(Duration.ofSeconds(1));
    }
    assertThat(passed).isBetween(240, 250);
    assertThat(passes("bob", "192.0.2.1")).isTrue();
    assertThat(passes("ann", "192.0.2.2")).isTrue();
  }

  @Test
  void sprayingFromOneAddressIsSlowedDownButNotForThoseWhoAreKnownThere() {
    int passed = 0;
    for (int i = 0; i < 1_000; i++) {
      passed += passes("name" + i, "192.0.2.1") ? 1 : 0;
    }
    assertThat(passed).isEqualTo(50);
    assertThat(passes("bob", "192.0.2.1")).isFalse();
    assertThat(limiter.attempt("bob", "192.0.2.1", true)).isZero();
    assertThat(passes("bob", "192.0.2.2")).isTrue();
  }

  @Test
  void aSwarmAtOneNameIsSlowedDownButNotThePersonWhereKnown() {
    int passed = 0;
    for (int i = 0; i < 1_000; i++) {
      passed += passes("ann", "address" + i) ? 1 : 0;
    }
    assertThat(passed).isEqualTo(50);
    assertThat(limiter.attempt("ann", "192.0.2.1", true)).isZero();
    assertThat(passes("bob", "address1")).isTrue();
  }

  @Test
  void successesUseNothingUp() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(passes("name" + i % 100, "192.0.2.1")).isTrue();
      limiter.succeeded("name" + i % 100, "192.0.2.1", false);
    }
  }

  @Test
  void oneNetworkOfIpv6IsOnePlace() throws Exception {
    assertThat(place("2001:db8:1:2::1")).isEqualTo(place("2001:db8:1:2:ffff::9"));
    assertThat(place("2001:db8:1:2::1")).isNotEqualTo(place("2001:db8:1:3::1"));
    assertThat(place("192.0.2.1")).isNotEqualTo(place("192.0.2.2"));
  }

  private static String place(String address) throws Exception {
    return ClientAddress.of(InetAddress.getByName(address)).place();
  }
}
