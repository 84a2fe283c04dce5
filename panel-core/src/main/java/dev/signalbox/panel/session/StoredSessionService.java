package dev.signalbox.panel.session;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.id.UserId;
import dev.signalbox.panel.access.AccessChanges;
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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
  private final AccessChanges changes;
  private final CookieName cookieName;
  private final InstantSource clock;
  private final SignInLimiter limiter;

  @Inject
  StoredSessionService(
      Database database,
      UserService users,
      AccessChanges changes,
      CookieName cookieName,
      InstantSource clock) {
    this.database = requireNonNull(database, "database");
    this.users = requireNonNull(users, "users");
    this.changes = requireNonNull(changes, "changes");
    this.cookieName = requireNonNull(cookieName, "cookieName");
    this.clock = requireNonNull(clock, "clock");
    this.limiter = new SignInLimiter(clock);
  }

  @Override
  public SignedIn signIn(String username, String password, SignInSource source) {
    UserService.Verified verified =
        verified(username, password, source.address())
            .orElseThrow(
                () ->
                    new SignalboxException(
                        SessionError.BAD_CREDENTIALS, "the name or the password is wrong"));
    return begin(verified, source);
  }

  /** Checks a password, as often as the limiter lets it. */
  private Optional<UserService.Verified> verified(
      String username, String password, InetAddress address) {
    String name = limited(username.toLowerCase(Locale.ROOT));
    String place = ClientAddress.of(address).place();
    boolean known = isKnown(name, place);
    Duration wait = limiter.attempt(name, place, known);
    if (!wait.isZero()) {
      throw SignalboxException.ofRetry(
          SessionError.TOO_MANY_ATTEMPTS, "too many attempts; wait and try again", wait);
    }
    Optional<UserService.Verified> verified = users.verify(username, password);
    if (verified.isPresent()) {
      limiter.succeeded(name, place, known);
    }
    return verified;
  }

  private boolean isKnown(String name, String place) {
    Instant since = clock.instant().minus(PLACE_KNOWN_FOR);
    return database.read(handle -> SessionTable.isKnown(handle, name, place, since));
  }

  private SignedIn begin(UserService.Verified verified, SignInSource source) {
    String place = ClientAddress.of(source.address()).place();
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
            expiresAt,
            source.address().getHostAddress(),
            source.userAgent());
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
    return live(Secret.hash(token))
        .filter(found -> Secret.matches(proof, found.row().proofHash()))
        .map(this::used);
  }

  @Override
  public Optional<Caller> refresh(String sessionId) {
    return live(sessionId).map(this::used);
  }

  private Optional<SessionTable.Live> live(String hash) {
    return database.read(handle -> SessionTable.find(handle, hash)).filter(this::isOpen);
  }

  private boolean isOpen(SessionTable.Live live) {
    Instant now = clock.instant();
    return live.row().expiresAt().isAfter(now) && live.row().usedAt().plus(IDLE).isAfter(now);
  }

  private Caller used(SessionTable.Live live) {
    SessionTable.Row row = live.row();
    Instant now = clock.instant();
    if (row.usedAt().plus(USE_NOTED_EVERY).isBefore(now)) {
      database.change(handle -> SessionTable.use(handle, row.tokenHash(), now));
    }
    return new Caller(
        row.user(),
        live.username(),
        live.role(),
        new SignIn.BySession(row.tokenHash(), row.signedInAt(), row.expiresAt()),
        PermissionScope.everything());
  }

  @Override
  public List<Session> list(UserId user) {
    return database.read(handle -> SessionTable.ofUser(handle, user)).stream()
        .filter(this::isOpen)
        .map(SessionTable.Live::row)
        .map(
            row ->
                new Session(
                    row.tokenHash(),
                    row.signedInAt(),
                    row.usedAt(),
                    row.expiresAt(),
                    row.address(),
                    row.userAgent()))
        .toList();
  }

  @Override
  public void end(UserId user, String sessionId) {
    if (!database.write(handle -> SessionTable.delete(handle, user, sessionId))) {
      throw new SignalboxException(SessionError.UNKNOWN, "no such session");
    }
    changes.publish(user);
    log.info("session ended user={}", user);
  }

  @Override
  public void endOthers(UserId user, @Nullable String kept) {
    int ended =
        database.write(handle -> SessionTable.deleteOthers(handle, user, kept == null ? "" : kept));
    if (ended > 0) {
      changes.publish(user);
    }
    log.info("sessions ended user={} count={}", user, ended);
  }

  @Override
  public void changePassword(
      Caller caller, String sessionId, String current, String next, InetAddress address) {
    if (verified(caller.username(), current, address).isEmpty()) {
      throw SignalboxException.ofField(
          SessionError.WRONG_PASSWORD, "current", "current: that is not your password");
    }
    users.changePassword(caller.user(), next, sessionId);
  }

  @Override
  public String cookieName() {
    return cookieName.get();
  }

  private static String limited(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
  }
}
