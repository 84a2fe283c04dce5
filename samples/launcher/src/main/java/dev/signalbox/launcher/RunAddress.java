package dev.signalbox.launcher;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where a running program is reached; it stands in {@code run.url} below the data directory for as
 * long as the program serves.
 *
 * @param local by whoever is on this machine
 * @param outside by others, most likely
 */
record RunAddress(String local, String outside) {
  private static final String FILE = "run.url";

  RunAddress {
    requireNonNull(local, "local");
    requireNonNull(outside, "outside");
  }

  /** Reads what the program on a directory has written; empty where none serves. */
  static Optional<RunAddress> read(Path data) {
    try {
      List<String> lines = Files.readAllLines(data.resolve(FILE));
      return lines.size() < 2
          ? Optional.empty()
          : Optional.of(new RunAddress(lines.get(0), lines.get(1)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Writes it; closing what is returned takes it away again. */
  AutoCloseable write(Path data) throws IOException {
    Path file = data.resolve(FILE);
    Files.writeString(file, local + "\n" + outside + "\n");
    return () -> Files.deleteIfExists(file);
  }
}
