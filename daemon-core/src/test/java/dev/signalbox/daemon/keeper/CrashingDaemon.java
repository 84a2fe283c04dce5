package dev.signalbox.daemon.keeper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A daemon that persists what its one instance says, and that a test kills whenever it likes.
 *
 * <p>Arguments: the work folder, then the program and its arguments. What it got lies in {@code
 * log}, what it missed in {@code lost}, how the instance ended in {@code end}.
 */
final class CrashingDaemon {
  private CrashingDaemon() {}

  public static void main(String[] arguments) throws Exception {
    Path work = Path.of(arguments[0]);
    Keeper keeper = Keeper.create(KeeperConfig.of(work.resolve("keeper")));
    keeper.start();
    try (FileChannel log =
        FileChannel.open(
            work.resolve("log"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      KeptId id = new KeptId("crash", "1");
      PersistingListener listener = new PersistingListener(work, log);
      KeptProcess process;
      if (keeper.known().contains(id)) {
        process = keeper.adopt(id, log.size(), listener).orElseThrow();
      } else {
        List<String> command = List.of(arguments).subList(1, arguments.length);
        Map<String, String> environment = Map.of("PATH", KeeperFixture.PATH);
        process = keeper.launch(new KeptSpec(id, work, command, environment, null, 0), listener);
      }
      listener.process.complete(process);
      Files.writeString(
          work.resolve("pids"),
          process.pid() + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      listener.end.join();
      process.release();
    }
    keeper.close();
  }

  private record PersistingListener(
      Path work,
      FileChannel log,
      CompletableFuture<KeptProcess> process,
      CompletableFuture<KeptExit> end)
      implements KeptListener {
    PersistingListener(Path work, FileChannel log) {
      this(work, log, new CompletableFuture<>(), new CompletableFuture<>());
    }

    @Override
    public void onOutput(long offset, ByteBuffer bytes) {
      try {
        long at = offset;
        while (bytes.hasRemaining()) {
          at += log.write(bytes, at);
        }
        process.join().acknowledge(at);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void onLost(long from, long to) {
      append("lost", from + ".." + to);
    }

    @Override
    public void onExit(KeptExit exit) {
      append("end", exit.code() + " " + exit.signal());
      end.complete(exit);
    }

    private void append(String name, String line) {
      try {
        Files.writeString(
            work.resolve(name), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
