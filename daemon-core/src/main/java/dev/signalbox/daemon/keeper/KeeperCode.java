package dev.signalbox.daemon.keeper;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The keeper's own copy of its classes, which are all in this package.
 *
 * <p>A keeper lives through upgrades of the daemon, and a class that it loads late must not come
 * from a jar that is another one by then.
 */
final class KeeperCode {
  private static final String PACKAGE = KeeperCode.class.getPackageName().replace('.', '/');
  private static final String PREFIX = "code-";

  private KeeperCode() {}

  /**
   * Copies the classes into a new folder below the keeper's, and returns what to put on its class
   * path.
   */
  static Path copyTo(Path folder) throws IOException {
    Path copy = Files.createTempDirectory(folder, PREFIX);
    Path target = Files.createDirectories(copy.resolve(PACKAGE));
    Path source = source();
    if (Files.isDirectory(source)) {
      try (DirectoryStream<Path> files =
          Files.newDirectoryStream(source.resolve(PACKAGE), "*.class")) {
        for (Path file : files) {
          Files.copy(file, target.resolve(file.getFileName().toString()));
        }
      }
    } else {
      copyFromJar(source, target);
    }
    // A resource may come from another place than the classes.
    try (InputStream script = KeeperCode.class.getResourceAsStream(RunFolder.WRAPPER)) {
      if (script == null) {
        throw new IOException(RunFolder.WRAPPER + " is not on the class path");
      }
      Files.copy(script, target.resolve(RunFolder.WRAPPER));
    }
    return copy;
  }

  private static void copyFromJar(Path source, Path target) throws IOException {
    try (JarFile jar = new JarFile(source.toFile())) {
      Enumeration<JarEntry> entries = jar.entries();
      while (entries.hasMoreElements()) {
        JarEntry entry = entries.nextElement();
        String name = entry.getName();
        int slash = name.lastIndexOf('/');
        if (name.endsWith(".class") && slash == PACKAGE.length() && name.startsWith(PACKAGE)) {
          try (InputStream bytes = jar.getInputStream(entry)) {
            Files.copy(bytes, target.resolve(name.substring(slash + 1)));
          }
        }
      }
    }
  }

  /**
   * Loads the classes that a keeper uses, so that it ends in good order even when its folder is
   * taken away.
   */
  static void load() throws ClassNotFoundException {
    ClassLoader loader = KeeperCode.class.getClassLoader();
    for (Class<?> used : List.of(Run.class, Runs.class, KeeperLog.class, KeeperSocket.class)) {
      Class.forName(used.getName(), true, loader);
    }
  }

  /** Removes the copies that earlier keepers ran from; only whoever holds the folder's lock may. */
  static void deleteOthers(Path folder, Path own) throws IOException {
    try (DirectoryStream<Path> copies = Files.newDirectoryStream(folder, PREFIX + "*")) {
      for (Path copy : copies) {
        if (!copy.equals(own)) {
          delete(copy);
        }
      }
    }
  }

  private static void delete(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
        for (Path file : files) {
          delete(file);
        }
      }
    }
    Files.deleteIfExists(path);
  }

  private static Path source() throws IOException {
    CodeSource source = KeeperMain.class.getProtectionDomain().getCodeSource();
    if (source == null) {
      throw new IOException("it is not known where the keeper's classes are");
    }
    try {
      return Path.of(source.getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException("the keeper's classes are at no path: " + source, e);
    }
  }
}
