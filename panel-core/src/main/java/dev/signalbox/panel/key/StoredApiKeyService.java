package dev.signalbox.panel.key;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.id.UserId;
import dev.signalbox.api.operation.Permission;
import dev.signalbox.api.routing.Page;
import dev.signalbox.panel.access.AccessChanges;
import dev.signalbox.panel.access.Caller;
import dev.signalbox.panel.access.PermissionScope;
import dev.signalbox.panel.access.Role;
import dev.signalbox.panel.access.SignIn;
import dev.signalbox.panel.database.Database;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps keys as rows that hold the SHA-256 of their secret. */
final class StoredApiKeyService implements ApiKeyService {
  private static final Logger log = LoggerFactory.getLogger(StoredApiKeyService.class);
  private static final ApiKeyId LOCAL = new ApiKeyId(SignIn.ByKey.LOCAL);
  private static final String LOCAL_NAME = "commands on the panel's machine";
  private static final String COLUMNS =
      "k.id, k.user_id, k.name, k.permissions, k.created_at, k.expires_at";

  private final Database database;
  private final AccessChanges changes;
  private final InstantSource clock;

  @Inject
  StoredApiKeyService(Database database, AccessChanges changes, InstantSource clock) {
    this.database = requireNonNull(database, "database");
    this.changes = requireNonNull(changes, "changes");
    this.clock = requireNonNull(clock, "clock");
  }

  @Override
  public Issued create(UserId user, NewApiKey wanted) {
    Instant expiresAt = wanted.expiresAt();
    if (expiresAt != null && !expiresAt.isAfter(clock.instant())) {
      throw SignalboxException.invalid(
          "expiresAt", "expiresAt: " + expiresAt + " (expected: in the future)");
    }
    ApiKeySecret secret = ApiKeySecret.random();
    ApiKey key = key(ApiKeyId.random(), user, wanted);
    database.change(handle -> insert(handle, key, secret));
    log.info("key created id={} user={}", key.id(), user);
    return new Issued(key, secret.text());
  }

  @Override
  public Issued createLocal() {
    ApiKeySecret secret = ApiKeySecret.random();
    ApiKey key =
        database.write(
            handle -> {
              ApiKey local =
                  key(
                      LOCAL,
                      administrator(handle),
                      new NewApiKey(LOCAL_NAME, PermissionScope.everything(), null));
              handle
                  .createUpdate("DELETE FROM api_keys WHERE id = :id")
                  .bind("id", LOCAL.value())
                  .execute();
              insert(handle, local, secret);
              return local;
            });
    return new Issued(key, secret.text());
  }

  private static UserId administrator(Handle handle) {
    return handle
        .createQuery(
            "SELECT id FROM users WHERE role = :role AND disabled = FALSE"
                + " ORDER BY created_at, id LIMIT 1")
        .bind("role", Role.ADMIN.id())
        .map(row -> new UserId(row.getColumn("id", String.class)))
        .one();
  }

  private ApiKey key(ApiKeyId id, UserId user, NewApiKey wanted) {
    return new ApiKey(
        id,
        user,
        wanted.name(),
        wanted.scope(),
        clock.instant().truncatedTo(ChronoUnit.MICROS),
        wanted.expiresAt());
  }

  private static void insert(Handle handle, ApiKey key, ApiKeySecret secret) {
    handle
        .createUpdate(
            "INSERT INTO api_keys (id, user_id, name, key_hash, permissions, created_at,"
                + " expires_at) VALUES (:id, :user, :name, :hash, :permissions, :createdAt,"
                + " :expiresAt)")
        .bind("id", key.id().value())
        .bind("user", key.user().value())
        .bind("name", key.name())
        .bind("hash", secret.hash())
        .bind("permissions", column(key.scope()))
        .bind("createdAt", key.createdAt())
        .bindByType("expiresAt", key.expiresAt(), Instant.class)
        .execute();
  }

  @Override
  public Page<ApiKey> list(UserId user, int limit, @Nullable String cursor) {
    List<ApiKey> found =
        database.read(
            handle ->
                handle
                    .createQuery(
                        "SELECT "
                            + COLUMNS
                            + " FROM api_keys k WHERE k.user_id = :user AND k.id > :after"
                            + " ORDER BY k.id LIMIT :limit")
                    .bind("user", user.value())
                    .bind("after", cursor == null ? "" : cursor)
                    .bind("limit", limit + 1)
                    .map(StoredApiKeyService::row)
                    .list());
    return Page.of(found, limit, key -> key.id().value());
  }

  @Override
  public void delete(UserId user, ApiKeyId key) {
    int deleted =
        database.write(
            handle ->
                handle
                    .createUpdate("DELETE FROM api_keys WHERE id = :id AND user_id = :user")
                    .bind("id", key.value())
                    .bind("user", user.value())
                    .execute());
    if (deleted == 0) {
      throw new SignalboxException(ApiKeyError.UNKNOWN, "no such key");
    }
    changes.publish(user);
    log.info("key deleted id={} user={}", key, user);
  }

  @Override
  public Optional<Caller> recognise(String secret) {
    return ApiKeySecret.parse(secret).flatMap(parsed -> find("key_hash", parsed.hash()));
  }

  @Override
  public Optional<Caller> refresh(ApiKeyId key) {
    return find("id", key.value());
  }

  private Optional<Caller> find(String column, String value) {
    return database
        .read(
            handle ->
                handle
                    .createQuery(
                        "SELECT "
                            + COLUMNS
                            + ", u.username, u.role FROM api_keys k"
                            + " JOIN users u ON u.id = k.user_id WHERE k."
                            + column
                            + " = :value AND u.disabled = FALSE")
                    .bind("value", value)
                    .map(this::caller)
                    .findOne())
        .flatMap(found -> found);
  }

  private Optional<Caller> caller(RowView row) {
    ApiKey key = row(row);
    Instant expiresAt = key.expiresAt();
    if (expiresAt != null && !expiresAt.isAfter(clock.instant())) {
      return Optional.empty();
    }
    return Optional.of(
        new Caller(
            key.user(),
            row.getColumn("username", String.class),
            Role.of(row.getColumn("role", String.class)).orElseThrow(),
            new SignIn.ByKey(key.id().value(), expiresAt),
            key.scope()));
  }

  private static ApiKey row(RowView row) {
    return new ApiKey(
        new ApiKeyId(row.getColumn("id", String.class)),
        new UserId(row.getColumn("user_id", String.class)),
        row.getColumn("name", String.class),
        scope(row.getColumn("permissions", String.class)),
        row.getColumn("created_at", Instant.class),
        row.getColumn("expires_at", Instant.class));
  }

  private static @Nullable String column(PermissionScope scope) {
    return scope instanceof PermissionScope.Only only
        ? only.permissions().stream().map(Permission::id).sorted().collect(Collectors.joining(" "))
        : null;
  }

  private static PermissionScope scope(@Nullable String column) {
    if (column == null) {
      return PermissionScope.everything();
    }
    return column.isEmpty()
        ? PermissionScope.only(Set.of())
        : PermissionScope.only(
            Set.of(column.split(" ")).stream()
                .map(Permission::new)
                .collect(Collectors.toUnmodifiableSet()));
  }
}
