package dev.signalbox.daemon.keeper;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The keeper's process, with nothing but the JDK and this package on its class path.
 *
 * <p>Arguments: its folder, and how many milliseconds it stays with nothing to do.
 */
final class KeeperMain {
  static final String RUNS = "runs";

  private KeeperMain() {}

  public static void main(String[] arguments) throws IOException, ClassNotFoundException {
    Path folder = Path.of(arguments[0]);
    long linger = TimeUnit.MILLISECONDS.toNanos(Long.parseLong(arguments[1]));
    try (FileChannel file =
            FileChannel.open(
                folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = file.tryLock()) {
      if (lock == null) {
        KeeperLog.info("another keeper has the folder");
        return;
      }
      file.truncate(0);
      file.write(
          ByteBuffer.wrap(
              (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
      serve(folder, linger);
      Files.deleteIfExists(KeeperSocket.path(folder));
    }
  }

  private static void serve(Path folder, long linger) throws IOException, ClassNotFoundException {
    KeeperCode.load();
    spareFromMemoryKills();
    KeeperCode.deleteOthers(folder, Path.of(System.getProperty("java.class.path", "")));
    SystemTools tools = SystemTools.find();
    TreeSource trees = TreeSource.find();
    Path runsFolder = Files.createDirectories(folder.resolve(RUNS));
    List<String> limitations = new ArrayList<>(tools.limitations());
    limitations.addAll(trees.limitations());
    String boot = "";
    try {
      boot = ProcFs.bootId();
    } catch (IOException e) {
      limitations.add(
          "A restart of the system is told by process ids and start times alone, because its boot"
              + " id cannot be read ("
              + e
              + ").");
    }
    Runs runs = new Runs(runsFolder, boot, new Launcher(tools, trees, boot));
    runs.reopen();
    KeeperCapabilities capabilities =
        new KeeperCapabilities(true, trees.scope(), !tools.setpriv().isEmpty(), limitations);
    try (ServerSocketChannel socket = KeeperSocket.listen(folder)) {
      new KeeperServer(runs, capabilities, socket, linger).serve();
    }
  }

  private static void spareFromMemoryKills() {
    try {
      Files.writeString(Path.of("/proc/self/oom_score_adj"), "-900");
    } catch (IOException e) {
      // Only root may, and nothing depends on it.
    }
  }
}
