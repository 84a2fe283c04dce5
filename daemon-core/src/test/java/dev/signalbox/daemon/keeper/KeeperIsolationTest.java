package dev.signalbox.daemon.keeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("linux")
final class KeeperIsolationTest {
  // Children of every kind that once escaped somewhere: in the background, in a session of their
  // own, orphaned twice over, deaf to TERM, with an emptied environment.
  private static final String FAMILY =
      """
      sleep $1 &
      setsid sleep $1 &
      (setsid sh -c "(trap '' TERM HUP INT; sleep $1 & setsid sleep $1 & sleep $1) &" &)
      sh -c "(sleep $1 &) &"
      while :; do sleep 0.01; setsid sh -c "sleep $1 & sleep 0.01" & done &
      %s
      echo ready
      trap '' TERM
      while :; do sleep 1; done
      """;

  @TempDir Path folder;

  @Test
  void runsAProgramAsAUserThatReachesNothingOfTheKeeper() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (KeeperFixture fixture = new KeeperFixture(folder)) {
      assertThat(fixture.keeper.capabilities().dropsUser()).isTrue();
      RecordingListener listener = new RecordingListener(0);
      KeptSpec spec =
          fixture.spec(
              new KeptUser(23456, 23457),
              "sh",
              "-c",
              "id -u; id -G; grep -E 'NoNewPrivs|CapEff' /proc/self/status; echo via >/dev/stdout;"
                  + " cd keeper; ls keeper keeper/runs; cat keeper/lock; umask");
      fixture.keeper.launch(spec, listener);
      assertThat(listener.awaitExit().code()).isEqualTo(0);
      assertThat(listener.text())
          .startsWith("23456\n23457\nCapEff:\t0000000000000000\nNoNewPrivs:\t1\nvia\n")
          .endsWith("0027\n");
      assertThat(listener.text().split("Permission denied|can't cd", -1)).hasSize(5);
    }
  }

  @Test
  void runsAProgramInItsDirectoryThoughItsUserMayNotPassWhatLiesAbove() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    Path own = Files.createDirectory(folder.resolve("own"));
    Files.setAttribute(own, "unix:uid", 23456);
    Files.setAttribute(own, "unix:gid", 23456);
    try (KeeperFixture fixture = new KeeperFixture(folder)) {
      RecordingListener listener = new RecordingListener(0);
      KeptSpec spec =
          new KeptSpec(
              fixture.spec("true").id(),
              own,
              List.of("sh", "-c", "id -u; echo made >file; cat file"),
              Map.of(),
              new KeptUser(23456, 23456),
              0);
      fixture.keeper.launch(spec, listener);
      assertThat(listener.awaitExit().code()).isEqualTo(0);
      assertThat(listener.text()).isEqualTo("23456\nmade\n");
    }
  }

  @Test
  void letsNothingOfTheInstanceActBeforeTheUserIsDropped() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (KeeperFixture fixture = new KeeperFixture(folder)) {
      RecordingListener listener = new RecordingListener(0);
      KeptSpec plain = fixture.spec("true");
      // The loader complains once for each program that it is asked to load this into.
      KeptSpec spec =
          new KeptSpec(
              plain.id(),
              folder,
              List.of("/bin/true"),
              Map.of("LD_PRELOAD", "/nowhere.so"),
              new KeptUser(23456, 23456),
              0);
      fixture.keeper.launch(spec, listener);
      assertThat(listener.awaitExit().code()).isEqualTo(0);
      assertThat(listener.text().lines().count()).isEqualTo(2);
    }
  }

  @Test
  void killsTheWholeTree() throws Exception {
    try (KeeperFixture fixture = new KeeperFixture(folder)) {
      assertThat(fixture.keeper.capabilities().killsTree()).isEqualTo(KillScope.CGROUP_V2);
      String mark = "7654321";
      RecordingListener listener = new RecordingListener(0);
      KeptProcess process =
          fixture.keeper.launch(
              fixture.spec("sh", "-c", FAMILY.formatted("env -i setsid sleep $1 &"), "sh", mark),
              listener);
      await().until(() -> listener.text().contains("ready") && sleeping(mark) > 10);
      process.signal("TERM");
      process.kill().toCompletableFuture().get(10, TimeUnit.SECONDS);
      assertThat(sleeping(mark)).isZero();
      assertThat(listener.awaitExit().signal()).isEqualTo("KILL");
    }
  }

  @Test
  void killsWhatAProgramLeavesBehind() throws Exception {
    try (KeeperFixture fixture = new KeeperFixture(folder)) {
      String mark = "7654322";
      RecordingListener listener = new RecordingListener(0);
      fixture.keeper.launch(
          fixture.spec("sh", "-c", "setsid sleep $0 & sleep $0 & echo bye; exit 4", mark),
          listener);
      assertThat(listener.awaitExit().code()).isEqualTo(4);
      assertThat(listener.text()).isEqualTo("bye\n");
      assertThat(sleeping(mark)).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void eachScopeLeavesNoSurvivor(KillScope scope) throws Exception {
    KeptId id = new KeptId("scope", scope.name());
    RunFolder run = new RunFolder(folder.resolve(id.toString()));
    run.create();
    ProcessTree tree = new TreeSource(scope, base(scope), List.of()).create(id, run);
    String mark = "76543" + scope.name().length();
    String join = tree.joinFile().isEmpty() ? "/dev/null" : tree.joinFile();
    ProcessBuilder builder =
        new ProcessBuilder(
            "setsid",
            "sh",
            "-c",
            "echo 0 >$2; read -r stat </proc/self/stat; echo \"$stat\" >$3; "
                + FAMILY.formatted(""),
            "sh",
            mark,
            join,
            run.file(RunFolder.PID).toString());
    builder.environment().put("SIGNALBOX_INSTANCE", id.toString());
    Process process = builder.redirectOutput(folder.resolve("output").toFile()).start();
    await().until(() -> sleeping(mark) > 10);
    tree.kill();
    assertThat(sleeping(mark)).isZero();
    assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
    ProcessTree again = TreeSource.reopen(tree.describe(), id, run);
    assertThat(again.joinFile()).isEqualTo(tree.joinFile());
    again.remove();
    assertThat(tree.joinFile().isEmpty() || Files.notExists(Path.of(tree.joinFile()))).isTrue();
  }

  private static Path base(KillScope scope) throws IOException {
    boolean first = scope == KillScope.CGROUP_V1_FREEZER;
    for (ProcFs.Mount mount : ProcFs.mounts()) {
      if (first
          ? mount.type().equals("cgroup") && mount.options().contains(",freezer,")
          : mount.type().equals("cgroup2")) {
        return mount.point();
      }
    }
    return Path.of("/");
  }

  private static long sleeping(String mark) throws IOException {
    long found = 0;
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        try {
          String command = ProcFs.read(process.resolve("cmdline"));
          found += command.startsWith("sleep\0" + mark) ? 1 : 0;
        } catch (IOException e) {
          // It has ended.
        }
      }
    }
    return found;
  }
}
