package dev.signalbox.daemon.keeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("linux")
final class KeeperProcessTest {
  @TempDir Path folder;

  @Test
  void worksInAFolderWhosePathIsLongerThanASocketsMayBe() throws Exception {
    Path deep = folder.resolve("d".repeat(90)).resolve("é".repeat(60));
    Files.createDirectories(deep);
    try (KeeperFixture fixture = new KeeperFixture(deep)) {
      RecordingListener listener = new RecordingListener(0);
      fixture.keeper.launch(fixture.spec("pwd"), listener);
      assertThat(listener.awaitExit().code()).isEqualTo(0);
      assertThat(listener.text()).isEqualTo(deep + "\n");
    }
  }

  @Test
  void refusesASecondKeeperOfOneFolder() throws Exception {
    try (KeeperFixture fixture = new KeeperFixture(folder)) {
      long first = fixture.keeperPid();
      Process second = new KeeperSpawner(fixture.config).spawn();
      assertThat(second.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(fixture.keeperPid()).isEqualTo(first);
      fixture.reopen();
      assertThat(fixture.keeper.known()).isEmpty();
      assertThat(fixture.keeperPid()).isEqualTo(first);
    }
  }

  @Test
  void isReachableByItsOwnerOnly() throws Exception {
    try (KeeperFixture fixture = new KeeperFixture(folder)) {
      assertThat(
              PosixFilePermissions.toString(Files.getPosixFilePermissions(fixture.config.folder())))
          .isEqualTo("rwx------");
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(KeeperSocket.path(fixture.config.folder()))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void sharesNeitherSessionNorDescriptorsNorEnvironmentWithTheDaemon() throws Exception {
    try (ServerSocket listening = new ServerSocket(0);
        KeeperFixture fixture = new KeeperFixture(folder)) {
      assertThat(listening.isBound()).isTrue();
      long pid = fixture.keeperPid();
      assertThat(ProcFs.stat(pid).orElseThrow().session()).isEqualTo(pid);
      List<String> ours = sockets(ProcessHandle.current().pid());
      assertThat(ours).isNotEmpty();
      assertThat(sockets(pid)).doesNotContainAnyElementsOf(ours);
      assertThat(ProcFs.read(Path.of("/proc/" + pid + "/environ")).split("\0"))
          .allMatch(variable -> variable.startsWith("PATH=") || variable.startsWith("LC_ALL="));
    }
  }

  private static List<String> sockets(long pid) throws IOException {
    List<String> found = new ArrayList<>();
    try (DirectoryStream<Path> all =
        Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "fd"))) {
      for (Path descriptor : all) {
        try {
          String target = Files.readSymbolicLink(descriptor).toString();
          if (target.startsWith("socket:")) {
            found.add(target);
          }
        } catch (IOException e) {
          // Closed since it was listed.
        }
      }
    }
    return found;
  }

  @Test
  void endsOnceThereIsNeitherADaemonNorARun() throws Exception {
    KeeperFixture fixture = new KeeperFixture(folder);
    ProcFs.Stat keeper = ProcFs.stat(fixture.keeperPid()).orElseThrow();
    RecordingListener listener = new RecordingListener(0);
    KeptProcess process = fixture.keeper.launch(fixture.spec("cat"), listener);
    fixture.keeper.close();
    assertThat(keeper.alive()).isTrue();
    fixture.reopen();
    KeptProcess adopted = fixture.keeper.adopt(process.id(), 0, listener).orElseThrow();
    adopted.kill();
    listener.awaitExit();
    adopted.release();
    fixture.close();
    await().until(() -> !keeper.alive());
    assertThat(KeeperSocket.path(fixture.config.folder())).doesNotExist();
  }

  @Test
  void isReplacedWhenItIsKilledAndWhatItKeptGoesOn() throws Exception {
    try (KeeperFixture fixture = new KeeperFixture(folder)) {
      RecordingListener listener = new RecordingListener(0);
      KeptProcess process =
          fixture.keeper.launch(
              fixture.spec("sh", "-c", "echo before; read x; echo $x; read x; exit 137"), listener);
      await().until(() -> listener.text().equals("before\n"));
      process.acknowledge(7);
      long first = fixture.keeperPid();
      ProcessHandle.of(first).orElseThrow().destroyForcibly();
      await().until(() -> listener.lost.size() == 1);
      assertThat(listener.lost.get(0)).containsExactly(7, 7);
      assertThat(fixture.keeperPid()).isNotEqualTo(first);
      process.write(KeeperFixture.bytes("after\n")).toCompletableFuture().get(5, TimeUnit.SECONDS);
      await().until(() -> listener.text().equals("before\nafter\n"));
      assertThat(ProcFs.stat(process.pid())).isPresent();
      process.write(KeeperFixture.bytes("end\n"));
      assertThat(listener.awaitExit().code()).isEqualTo(137);
      assertThat(listener.faults).isEmpty();
    }
  }

  @Test
  void knowsTheExitOfARunThatEndedWhileNoKeeperWasThere() throws Exception {
    try (KeeperFixture fixture = new KeeperFixture(folder)) {
      RecordingListener first = new RecordingListener(0);
      KeptProcess process =
          fixture.keeper.launch(
              fixture.spec("sh", "-c", "until [ -e go ]; do sleep 0.02; done; echo x; exit 9"),
              first);
      fixture.keeper.close();
      ProcFs.Stat keeper = ProcFs.stat(fixture.keeperPid()).orElseThrow();
      ProcessHandle.of(keeper.pid()).orElseThrow().destroyForcibly();
      await().until(() -> !keeper.alive());
      Files.createFile(folder.resolve("go"));
      await().until(() -> Files.exists(fixture.runFolder(process.id()).resolve("exit")));
      fixture.reopen();
      RecordingListener second = new RecordingListener(0);
      assertThat(fixture.keeper.adopt(process.id(), 0, second)).isPresent();
      assertThat(second.awaitExit().code()).isEqualTo(9);
      assertThat(second.text()).isEqualTo("x\n");
      assertThat(second.lost).hasSize(1);
    }
  }

  @Test
  void saysThatAnExitIsLostWhenWhatRecordsItIsKilled() throws Exception {
    try (KeeperFixture fixture = new KeeperFixture(folder)) {
      RecordingListener listener = new RecordingListener(0);
      KeptProcess process = fixture.keeper.launch(fixture.spec("cat"), listener);
      long wrapper = new RunFolder(fixture.runFolder(process.id())).wrapper().orElseThrow().pid();
      ProcessHandle.of(wrapper).orElseThrow().destroyForcibly();
      process.signal("KILL");
      KeptExit exit = listener.awaitExit();
      assertThat(exit.code()).isNull();
      assertThat(exit.signal()).isNull();
      assertThat(exit.reason()).startsWith("lost: ");
    }
  }

  @Test
  void handsOverToALaterVersionWithoutLosingAByte() throws Exception {
    try (KeeperFixture fixture = new KeeperFixture(folder)) {
      RecordingListener listener = new RecordingListener(0);
      KeptProcess process =
          fixture.keeper.launch(
              fixture.spec("sh", "-c", "read x; seq 200000; read x; exit 5"), listener);
      long first = fixture.keeperPid();
      process.write(KeeperFixture.bytes("go\n"));
      await().until(() -> listener.next > 0);
      try (FrameChannel later = new FrameChannel(KeeperSocket.connect(fixture.config.folder()))) {
        later.send(Frame.of(FrameType.HELLO, out -> out.writeInt(99)));
        assertThat(later.receive()).isPresent();
        later.send(Frame.of(FrameType.RETIRE));
        assertThat(later.receive()).isEmpty();
      }
      long expected = 0;
      for (int i = 1; i <= 200_000; i++) {
        expected += Integer.toString(i).length() + 1;
      }
      long all = expected;
      await()
          .until(
              () -> {
                process.acknowledge(listener.next);
                return listener.next == all;
              });
      assertThat(fixture.keeperPid()).isNotEqualTo(first);
      assertThat(listener.lost).isEmpty();
      assertThat(listener.faults).isEmpty();
      assertThat(listener.text()).endsWith("\n199999\n200000\n");
      process.write(KeeperFixture.bytes("end\n"));
      assertThat(listener.awaitExit().code()).isEqualTo(5);
    }
  }

  @Test
  void runsFromItsOwnCopyOfTheClasses() throws Exception {
    try (KeeperFixture fixture = new KeeperFixture(folder)) {
      List<String> command =
          List.of(ProcFs.read(Path.of("/proc/" + fixture.keeperPid() + "/cmdline")).split("\0"));
      Path code = Path.of(command.get(command.indexOf("-cp") + 1));
      assertThat(code.getParent()).isEqualTo(fixture.config.folder());
      fixture.reopen();
      ProcessHandle.of(fixture.keeperPid()).orElseThrow().destroyForcibly();
      await().ignoreExceptions().until(() -> fixture.keeper.known().isEmpty());
      await().until(() -> Files.notExists(code));
    }
  }
}
