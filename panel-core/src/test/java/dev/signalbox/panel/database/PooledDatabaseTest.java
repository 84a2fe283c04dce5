package dev.signalbox.panel.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.api.error.SignalboxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PooledDatabaseTest {
  @TempDir Path data;

  @Test
  void findsWhatWasWrittenAfterItWasOpenedAgain() {
    withDatabase(database -> database.change(handle -> put(handle, "a")));
    withDatabase(
        database -> assertThat(database.read(PooledDatabaseTest::names)).containsExactly("a"));
  }

  @Test
  void undoesAFailedTransaction() {
    withDatabase(
        database -> {
          assertThatThrownBy(
                  () ->
                      database.change(
                          handle -> {
                            put(handle, "a");
                            throw new IllegalStateException("no");
                          }))
              .isInstanceOf(IllegalStateException.class);
          assertThat(database.read(PooledDatabaseTest::names)).isEmpty();
        });
  }

  @Test
  void tellsADuplicateFromOtherFaults() {
    withDatabase(
        database -> {
          database.change(handle -> put(handle, "a"));
          assertThatThrownBy(() -> database.change(handle -> put(handle, "a")))
              .isInstanceOfSatisfying(
                  SignalboxException.class,
                  e -> assertThat(e.code()).isEqualTo(DatabaseError.DUPLICATE));
          assertThatThrownBy(() -> database.change(handle -> handle.execute("nonsense")))
              .isInstanceOfSatisfying(
                  SignalboxException.class,
                  e -> assertThat(e.code()).isEqualTo(DatabaseError.FAILED));
        });
  }

  @Test
  void opensAgainAfterAFullDiskMadeTheEngineGiveUp() {
    withDatabase(
        database -> {
          database.change(handle -> put(handle, "a"));
          database.read(PooledDatabaseTest::giveUp);
          // The connections that were open then each tell it at most once.
          Awaitility.await()
              .ignoreExceptions()
              .until(() -> database.read(PooledDatabaseTest::names), List.of("a")::equals);
          database.change(handle -> put(handle, "b"));
          assertThat(database.read(PooledDatabaseTest::names)).containsExactly("a", "b");
        });
  }

  /** What H2 does to its store when a write fails. */
  private static boolean giveUp(Handle handle) {
    try {
      SessionLocal session =
          (SessionLocal) handle.getConnection().unwrap(JdbcConnection.class).getSession();
      session.getDatabase().getStore().getMvStore().closeImmediately();
      return true;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void keepsItsDirectoryToItsOwner() throws Exception {
    withDatabase(
        database -> {
          if (Files.getFileStore(data).supportsFileAttributeView("posix")) {
            assertThat(Files.getPosixFilePermissions(data.resolve("database")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
          }
        });
  }

  @Test
  void refusesADirectoryThatWouldBeReadAsSettings() {
    assertThatThrownBy(() -> DatabaseConfig.embedded(data.resolve("a;INIT=x")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void namesEveryScriptThereIs() throws Exception {
    Path folder = Path.of(getClass().getClassLoader().getResource(Schema.FOLDER).toURI());
    try (Stream<Path> scripts = Files.list(folder)) {
      assertThat(scripts.map(script -> script.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(Schema.SCRIPTS);
    }
  }

  @Test
  void refusesTablesThatItDidNotMake() {
    withDatabase(
        database ->
            database.change(
                handle -> {
                  handle.execute("UPDATE settings SET content = 'x' WHERE name LIKE 'schema.%'");
                  handle.execute("DROP TABLE audit_entries");
                  handle.execute("DELETE FROM schema_history");
                  handle.execute("DROP TABLE schema_history");
                }));
    Database database = Database.create(DatabaseConfig.embedded(data));
    assertThatThrownBy(database::start)
        .isInstanceOfSatisfying(
            SignalboxException.class,
            e -> assertThat(e.getMessage()).contains("schema does not match this version"));
    database.stop();
  }

  @Test
  void leavesTheUsualMigrationFolderToTheEmbeddingProgram() {
    assertThat(getClass().getClassLoader().getResource("db/migration")).isNull();
  }

  @Test
  void startsTwiceInOneJvmOnTwoDirectories() {
    Database first = Database.create(DatabaseConfig.embedded(data.resolve("1")));
    Database second = Database.create(DatabaseConfig.embedded(data.resolve("2")));
    first.start();
    second.start();
    first.change(handle -> put(handle, "a"));
    assertThat(second.read(PooledDatabaseTest::names)).isEmpty();
    first.stop();
    second.stop();
  }

  private static void put(Handle handle, String name) {
    handle.execute("INSERT INTO settings (name, content) VALUES (?, ?)", name, "x");
  }

  private static List<String> names(Handle handle) {
    return handle
        .createQuery("SELECT name FROM settings WHERE name NOT LIKE 'schema.%' ORDER BY name")
        .mapTo(String.class)
        .list();
  }

  private interface Use {
    void accept(Database database) throws Exception;
  }

  private void withDatabase(Use use) {
    Database database = Database.create(DatabaseConfig.embedded(data));
    database.start();
    try {
      use.accept(database);
    } catch (Exception e) {
      throw new AssertionError(e);
    } finally {
      database.stop();
    }
  }
}
