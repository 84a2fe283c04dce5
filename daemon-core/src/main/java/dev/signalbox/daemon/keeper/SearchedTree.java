package dev.signalbox.daemon.keeper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Finds what a program has started by the variable that it inherited, by its session, and by
 * descent.
 *
 * <p>Best effort: a process with an emptied environment and a session and parent of its own is not
 * found.
 */
final class SearchedTree implements ProcessTree {
  private final KeptId id;
  private final RunFolder folder;

  SearchedTree(KeptId id, RunFolder folder) {
    this.id = id;
    this.folder = folder;
  }

  @Override
  public String joinFile() {
    return "";
  }

  @Override
  public String describe() {
    return KillScope.BEST_EFFORT.toString();
  }

  @Override
  public void kill() throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    List<ProcFs.Stat> members = members();
    while (!members.isEmpty()) {
      if (System.nanoTime() > deadline) {
        throw new IOException(members.size() + " processes of " + id + " are left after 10 s");
      }
      members.forEach(
          member -> ProcessHandle.of(member.pid()).ifPresent(ProcessHandle::destroyForcibly));
      LockSupport.parkNanos(2_000_000);
      members = members();
    }
  }

  private List<ProcFs.Stat> members() throws IOException {
    List<ProcFs.Stat> all = new ArrayList<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        ProcFs.stat(Long.parseLong(process.getFileName().toString()))
            .filter(stat -> stat.state() != 'Z' && stat.state() != 'X')
            .ifPresent(all::add);
      }
    }
    // A session's number is not given to another while it has a member; once it has none, the same
    // number may be that of a stranger.
    Optional<ProcFs.Stat> main =
        folder
            .program()
            .filter(
                then ->
                    ProcFs.stat(then.pid()).map(now -> now.start() == then.start()).orElse(true));
    Set<Long> found = new HashSet<>();
    byte[] mark = ("SIGNALBOX_INSTANCE=" + id).getBytes(StandardCharsets.UTF_8);
    for (ProcFs.Stat stat : all) {
      boolean inSession = main.isPresent() && stat.session() == main.get().pid();
      if (inSession || marked(stat.pid(), mark)) {
        found.add(stat.pid());
      }
    }
    boolean grew = true;
    while (grew) {
      grew = false;
      for (ProcFs.Stat stat : all) {
        grew |= found.contains(stat.parent()) && found.add(stat.pid());
      }
    }
    return all.stream().filter(stat -> found.contains(stat.pid())).toList();
  }

  private static boolean marked(long pid, byte[] mark) {
    byte[] environment;
    try {
      environment = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "environ"));
    } catch (IOException e) {
      return false;
    }
    int from = 0;
    for (int i = 0; i <= environment.length; i++) {
      if (i == environment.length || environment[i] == 0) {
        if (Arrays.equals(environment, from, i, mark, 0, mark.length)) {
          return true;
        }
        from = i + 1;
      }
    }
    return false;
  }

  @Override
  public void remove() {}
}
