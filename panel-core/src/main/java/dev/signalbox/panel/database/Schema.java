package dev.signalbox.panel.database;

import dev.signalbox.api.error.SignalboxException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the tables up to date with the scripts of this version. */
final class Schema {
  /** Not {@code db/migration}: a program that embeds the panel may well use that one for itself. */
  private static final String LOCATION = "classpath:dev/signalbox/panel/migration";

  private Schema() {}

  static void migrate(DataSource source) {
    try {
      Flyway.configure(Schema.class.getClassLoader())
          .loggers("slf4j")
          .dataSource(source)
          .locations(LOCATION)
          .table("schema_history")
          .failOnMissingLocations(true)
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new SignalboxException(
          DatabaseError.FAILED, "the schema does not match this version: " + e.getMessage(), e);
    }
  }
}
