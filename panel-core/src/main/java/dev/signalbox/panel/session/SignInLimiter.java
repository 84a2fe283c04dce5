package dev.signalbox.panel.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Slows guessing down without locking anybody out who did not guess.
 *
 * <p>Attempts are counted for a name from an address, for an address, and for a name. The first is
 * the narrowest and fills up more slowly than the others, so one guesser at one name never uses up
 * what the address or the name has: others behind the same address, and the person at another one,
 * still get in. Whoever has signed in from an address before is counted by the first alone, so that
 * neither spraying from that address nor a swarm at that name can shut the person out.
 *
 * <p>It stands before the password is hashed, so a refused attempt costs next to nothing.
 * Thread-safe.
 */
final class SignInLimiter {
  private final Buckets ofNameAndAddress = new Buckets(5, Duration.ofSeconds(30));
  private final Buckets ofAddress = new Buckets(50, Duration.ofSeconds(12));
  private final Buckets ofName = new Buckets(50, Duration.ofSeconds(20));
  private final InstantSource clock;

  SignInLimiter(InstantSource clock) {
    this.clock = clock;
  }

  /** How an attempt is counted. */
  private record Count(Buckets buckets, String key) {}

  /**
   * Counts an attempt as a bad one beforehand, so that many at once do not slip through.
   *
   * @param known whether the person has signed in from there before
   * @return zero, or how long to wait
   */
  Duration attempt(String name, String address, boolean known) {
    Instant now = clock.instant();
    List<Count> taken = new ArrayList<>();
    for (Count count : counts(name, address, known)) {
      Duration wait = count.buckets().take(count.key(), now);
      if (!wait.isZero()) {
        taken.forEach(earlier -> earlier.buckets().putBack(earlier.key()));
        return wait;
      }
      taken.add(count);
    }
    return Duration.ZERO;
  }

  /** Takes an attempt back that succeeded, and the bad ones of the same name and address. */
  void succeeded(String name, String address, boolean known) {
    ofNameAndAddress.fill(pair(name, address));
    if (!known) {
      ofAddress.putBack(address);
      ofName.putBack(name);
    }
  }

  private List<Count> counts(String name, String address, boolean known) {
    Count narrow = new Count(ofNameAndAddress, pair(name, address));
    return known
        ? List.of(narrow)
        : List.of(new Count(ofAddress, address), new Count(ofName, name), narrow);
  }

  private static String pair(String name, String address) {
    return address + " " + name;
  }
}
