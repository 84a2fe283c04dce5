package dev.signalbox.panel.session;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.panel.database.Database;
import dev.signalbox.panel.database.DatabaseError;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The name of this panel's cookie. Cookies know no port: two panels on one host would overwrite
 * each other's, so each makes up a suffix once and keeps it.
 */
final class CookieName {
  private static final String SETTING = "session.cookie-suffix";

  private final Database database;
  private volatile @Nullable String name;

  @Inject
  CookieName(Database database) {
    this.database = requireNonNull(database, "database");
  }

  String get() {
    String known = name;
    if (known == null) {
      known = "__Host-signalbox-" + stored().orElseGet(this::made);
      name = known;
    }
    return known;
  }

  private Optional<String> stored() {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT content FROM settings WHERE name = :name")
                .bind("name", SETTING)
                .mapTo(String.class)
                .findOne());
  }

  private String made() {
    String suffix = HexFormat.of().toHexDigits(new SecureRandom().nextInt());
    try {
      database.change(
          handle ->
              handle.execute(
                  "INSERT INTO settings (name, content) VALUES (?, ?)", SETTING, suffix));
      return suffix;
    } catch (SignalboxException e) {
      if (e.code() == DatabaseError.DUPLICATE) {
        return stored().orElseThrow(() -> e);
      }
      throw e;
    }
  }
}
