package dev.signalbox.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds the files of this repository, from whichever of its directories the tests run. */
final class Checkout {
  private static final List<String> MODULES =
      List.of(
          "core-api",
          "daemon-core",
          "panel-core",
          "transport-netty",
          "transport-undertow",
          "bootstrap");

  private Checkout() {}

  static Path root() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve("core-api")) && Files.isRegularFile(at.resolve("pom.xml"))) {
        return at;
      }
    }
    throw new IllegalStateException("the tests do not run inside the repository");
  }

  /** Returns the main Java sources of every module of the library. */
  static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String module : MODULES) {
      try (Stream<Path> files = Files.walk(root().resolve(module).resolve("src/main/java"))) {
        files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
      }
    }
    return sources;
  }
}
