package dev.signalbox.daemon.instance;

import java.nio.file.Path;
import java.util.List;

/**
 * What instances may be.
 *
 * @param dataDirectory the daemon's own directory, absolute; definitions, logs and the instances'
 *     own directories lie below it
 * @param allowedRoots directories, absolute, below which an instance may name one of its own; none
 *     by default
 */
public record InstanceConfig(Path dataDirectory, List<Path> allowedRoots) {
  public InstanceConfig {
    checkAbsolute("dataDirectory", dataDirectory);
    allowedRoots = List.copyOf(allowedRoots);
    allowedRoots.forEach(root -> checkAbsolute("allowedRoots", root));
  }

  private static void checkAbsolute(String name, Path path) {
    if (!path.isAbsolute()) {
      throw new IllegalArgumentException(name + ": " + path + " (expected: absolute)");
    }
  }
}
