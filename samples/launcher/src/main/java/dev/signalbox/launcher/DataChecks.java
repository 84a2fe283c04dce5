package dev.signalbox.launcher;

import static java.nio.file.attribute.PosixFilePermission.GROUP_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.GROUP_READ;
import static java.nio.file.attribute.PosixFilePermission.GROUP_WRITE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_READ;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE;

import dev.signalbox.api.diagnosis.Check;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Looks at a data directory as it lies on the disk. */
final class DataChecks {
  private static final String DIRECTORY = "The data directory is there";
  private static final String RIGHTS = "Nobody else can read the secrets";
  private static final String DISK = "The disk has room";
  private static final long MIB = 1 << 20;
  private static final long LITTLE = 1024 * MIB;
  private static final long TOO_LITTLE = 64 * MIB;
  private static final Set<PosixFilePermission> OTHERS =
      Set.of(GROUP_READ, GROUP_WRITE, GROUP_EXECUTE, OTHERS_READ, OTHERS_WRITE, OTHERS_EXECUTE);

  private final Path data;

  DataChecks(Path data) {
    this.data = data;
  }

  List<Check> all() {
    if (!Files.isDirectory(data)) {
      return List.of(
          Check.fail(
              "data.directory",
              DIRECTORY,
              data + " is no directory",
              "Name the data directory with --data. It is made by the first start or joining."));
    }
    return List.of(Check.pass("data.directory", DIRECTORY, data.toString()), rights(), disk());
  }

  private Check rights() {
    try {
      List<String> open = new ArrayList<>();
      for (String directory : List.of("secrets", "database")) {
        addOpen(data.resolve(directory), open);
      }
      return open.isEmpty()
          ? Check.pass("data.rights", RIGHTS, "secrets and database are closed to others")
          : Check.fail(
              "data.rights",
              RIGHTS,
              "open to others: " + String.join(", ", open),
              "If nobody can have read them: chmod -R go-rwx "
                  + data.resolve("secrets")
                  + " "
                  + data.resolve("database"));
    } catch (AccessDeniedException e) {
      return Check.fail(
          "data.rights",
          RIGHTS,
          e.getFile() + " may not be read by this user",
          "Run this command as the user that the program runs as.");
    } catch (UnsupportedOperationException e) {
      return Check.skip("data.rights", RIGHTS, "this file system has no POSIX permissions");
    } catch (IOException e) {
      return Check.fail("data.rights", RIGHTS, e.toString(), "See that the disk is in order.");
    }
  }

  private static void addOpen(Path directory, List<String> open) throws IOException {
    if (!Files.isDirectory(directory)) {
      return;
    }
    addIfOpen(directory, open);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        addIfOpen(file, open);
      }
    }
  }

  private static void addIfOpen(Path path, List<String> open) throws IOException {
    Set<PosixFilePermission> has = Files.getPosixFilePermissions(path);
    boolean below = path.getParent() != null && path.getParent().endsWith("database");
    // The directory's own rights keep others off the database's files.
    if (!below && !Collections.disjoint(has, OTHERS)) {
      open.add(path + " " + PosixFilePermissions.toString(has));
    }
  }

  private Check disk() {
    try {
      long free = Files.getFileStore(data).getUsableSpace();
      String detail = free / MIB + " MiB are free for " + data;
      String remedy = "Delete what is not needed, or move the directory to a larger disk.";
      if (free < TOO_LITTLE) {
        return Check.fail("data.disk", DISK, detail, remedy);
      }
      return free < LITTLE
          ? Check.warn("data.disk", DISK, detail, remedy)
          : Check.pass("data.disk", DISK, detail);
    } catch (IOException e) {
      return Check.skip("data.disk", DISK, "the disk does not tell: " + e.getMessage());
    }
  }
}
