package dev.signalbox.panel.user;

import dev.signalbox.api.error.RequestError;
import dev.signalbox.api.error.SignalboxException;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Hashes passwords, a few at once: each takes 19 MiB, and sign-ins must not use up the heap. */
final class PasswordHasher {
  private static final int AT_ONCE = 4;
  private static final int MOST_WAITING = 32;
  private static final long PATIENCE_SECONDS = 5;

  private final SecureRandom random = new SecureRandom();
  private final Semaphore places = new Semaphore(AT_ONCE, true);

  @Inject
  PasswordHasher() {}

  String hash(String password) {
    return within(() -> PasswordHash.of(password, random));
  }

  boolean matches(String password, String phc) {
    return within(() -> PasswordHash.matches(password, phc));
  }

  /** Takes as long as {@link #matches} and is never true. */
  boolean matchesNobody(String password) {
    matches(password, PasswordHash.OF_NOBODY);
    return false;
  }

  private <R> R within(Supplier<R> work) {
    boolean admitted;
    try {
      admitted =
          places.getQueueLength() < MOST_WAITING
              && places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SignalboxException(RequestError.STOPPING, "interrupted while waiting", e);
    }
    if (!admitted) {
      throw new SignalboxException(
          RequestError.OVERLOADED, "too many people sign in just now; try again");
    }
    try {
      return work.get();
    } finally {
      places.release();
    }
  }
}
