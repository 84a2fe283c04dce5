package dev.signalbox.api.routing;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.http.HttpHeaders;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the conditions of a request are compared with: the present state of a resource. */
public final class Validators {
  private static final Validators ABSENT = new Validators(false, null, null);

  private final boolean exists;
  private final @Nullable EntityTag entityTag;
  private final @Nullable Instant lastModified;

  private Validators(
      boolean exists, @Nullable EntityTag entityTag, @Nullable Instant lastModified) {
    this.exists = exists;
    this.entityTag = entityTag;
    this.lastModified = lastModified;
  }

  /** Returns the state of what does not exist yet. */
  public static Validators absent() {
    return ABSENT;
  }

  public static Validators of(EntityTag entityTag) {
    return new Validators(true, requireNonNull(entityTag, "entityTag"), null);
  }

  /** Returns a tag and a time of change, of which only whole seconds count. */
  public static Validators of(EntityTag entityTag, Instant lastModified) {
    return new Validators(true, requireNonNull(entityTag, "entityTag"), seconds(lastModified));
  }

  public static Validators of(Instant lastModified) {
    return new Validators(true, null, seconds(lastModified));
  }

  public boolean exists() {
    return exists;
  }

  public Optional<EntityTag> entityTag() {
    return Optional.ofNullable(entityTag);
  }

  public Optional<Instant> lastModified() {
    return Optional.ofNullable(lastModified);
  }

  /** Returns the fields with {@code ETag} and {@code Last-Modified} added. */
  public HttpHeaders addTo(HttpHeaders headers) {
    HttpHeaders added = headers;
    if (entityTag != null) {
      added = added.with("ETag", entityTag.toString());
    }
    if (lastModified != null) {
      added = added.with("Last-Modified", HttpDate.format(lastModified));
    }
    return added;
  }

  private static Instant seconds(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS);
  }
}
