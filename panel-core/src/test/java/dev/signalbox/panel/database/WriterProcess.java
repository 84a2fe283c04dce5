package dev.signalbox.panel.database;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A program that writes rows from several threads for ever, and prints each that was confirmed. */
final class WriterProcess {
  private static final int THREADS = 4;

  private WriterProcess() {}

  public static void main(String[] arguments) {
    Database database = Database.create(DatabaseConfig.embedded(Path.of(arguments[0])));
    database.start();
    for (int i = 0; i < THREADS; i++) {
      String prefix = "writer" + i + "-";
      new Thread(() -> write(database, prefix)).start();
    }
  }

  private static void write(Database database, String prefix) {
    for (int i = 0; ; i++) {
      String name = prefix + i;
      database.change(
          handle ->
              handle.execute("INSERT INTO settings (name, content) VALUES (?, ?)", name, "x"));
      byte[] line = (name + "\n").getBytes(StandardCharsets.UTF_8);
      // One call for each line, so that lines of several threads do not mix.
      System.out.write(line, 0, line.length);
      System.out.flush();
    }
  }
}
