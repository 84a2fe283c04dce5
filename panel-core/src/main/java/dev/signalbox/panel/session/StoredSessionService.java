package dev.signalbox.panel.session;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.panel.access.Caller;
import dev.signalbox.panel.access.PermissionScope;
import dev.signalbox.panel.access.SignIn;
import dev.signalbox.panel.database.Database;
import dev.signalbox.panel.user.UserService;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps sessions as rows that hold the SHA-256 of their secrets. */
final class StoredSessionService implements SessionService {
  private static final Logger log = LoggerFactory.getLogger(StoredSessionService.class);
  private static final Duration LIFE = Duration.ofHours(12);
  private static final Duration IDLE = Duration.ofHours(2);

  /** How exactly the last use is known: each note of it is a write. */
  private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

  private static final Duration PLACE_KNOWN_FOR = Duration.ofDays(90);
  private static final int LONGEST_NAME = 64;

  private final SecureRandom random = new SecureRandom();
  private final Database database;
  private final UserService users;
  private final CookieName cookieName;
  private final InstantSource clock;
  private final SignInLimiter limiter;

  @Inject
  StoredSessionService(
      Database database, UserService users, CookieName cookieName, InstantSource clock) {
    this.database = requireNonNull(database, "database");
    this.users = requireNonNull(users, "users");
    this.cookieName = requireNonNull(cookieName, "cookieName");
    this.clock = requireNonNull(clock, "clock");
    this.limiter = new SignInLimiter(clock);
  }

  @Override
  public SignedIn signIn(String username, String password, InetAddress address) {
    String name = limited(username.toLowerCase(Locale.ROOT));
    String place = ClientAddress.place(address);
    boolean known = isKnown(name, place);
    Duration wait = limiter.attempt(name, place, known);
    if (!wait.isZero()) {
      throw SignalboxException.ofRetry(
          SessionError.TOO_MANY_ATTEMPTS, "too many attempts; wait and try again", wait);
    }
    UserService.Verified verified =
        users
            .verify(username, password)
            .orElseThrow(
                () ->
                    new SignalboxException(
                        SessionError.BAD_CREDENTIALS, "the name or the password is wrong"));
    limiter.succeeded(name, place, known);
    return begin(verified, place);
  }

  private boolean isKnown(String name, String place) {
    Instant since = clock.instant().minus(PLACE_KNOWN_FOR);
    return database.read(handle -> SessionTable.isKnown(handle, name, place, since));
  }

  private SignedIn begin(UserService.Verified verified, String place) {
    String token = Secret.random(random);
    String proof = Secret.random(random);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Instant expiresAt = now.plus(LIFE);
    SessionTable.Row row =
        new SessionTable.Row(
            Secret.hash(token),
            Secret.hash(proof),
            verified.user().id(),
            verified.generation(),
            now,
            now,
            expiresAt);
    database.change(
        handle -> {
          SessionTable.deleteEnded(handle, now, IDLE);
          SessionTable.know(handle, verified.user().id(), place, now);
          SessionTable.insert(handle, row);
        });
    log.info("signed in user={}", verified.user().id());
    return new SignedIn(verified.user(), expiresAt, token, proof);
  }

  @Override
  public Optional<Caller> recognise(String token, String proof) {
    String hash = Secret.hash(token);
    Optional<SessionTable.Live> found = database.read(handle -> SessionTable.find(handle, hash));
    if (found.isEmpty()) {
      return Optional.empty();
    }
    SessionTable.Row row = found.get().row();
    Instant now = clock.instant();
    boolean ended = !row.expiresAt().isAfter(now) || !row.usedAt().plus(IDLE).isAfter(now);
    if (ended || !Secret.matches(proof, row.proofHash())) {
      return Optional.empty();
    }
    if (row.usedAt().plus(USE_NOTED_EVERY).isBefore(now)) {
      database.change(handle -> SessionTable.use(handle, hash, now));
    }
    return Optional.of(
        new Caller(
            row.user(),
            found.get().username(),
            found.get().role(),
            new SignIn.BySession(hash, row.signedInAt(), row.expiresAt()),
            PermissionScope.everything()));
  }

  @Override
  public void signOut(String sessionId) {
    database.change(handle -> SessionTable.delete(handle, sessionId));
  }

  @Override
  public String cookieName() {
    return cookieName.get();
  }

  private static String limited(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
  }
}
