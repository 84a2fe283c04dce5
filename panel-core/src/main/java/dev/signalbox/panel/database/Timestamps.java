package dev.signalbox.panel.database;

import static java.util.Objects.requireNonNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Instants as they stand in a column of type {@code TIMESTAMP WITH TIME ZONE}: to the microsecond.
 */
public final class Timestamps {
  private Timestamps() {}

  /** Returns the present instant with no more digits than the database keeps. */
  public static Instant now(InstantSource clock) {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /** Returns what to bind for an instant. */
  public static OffsetDateTime column(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }

  /** Returns what to bind for an instant that may be missing. */
  public static @Nullable OffsetDateTime nullableColumn(@Nullable Instant instant) {
    return instant == null ? null : column(instant);
  }

  /** Reads a column that is never null. */
  public static Instant read(ResultSet row, String column) throws SQLException {
    return requireNonNull(row.getObject(column, OffsetDateTime.class), column).toInstant();
  }

  /** Reads a column that may be null. */
  public static Optional<Instant> readOptional(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
