package dev.signalbox.daemon.keeper;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A keeper's folder and the clients of it, which leaves no process behind. */
final class KeeperFixture implements AutoCloseable {
  static final String PATH = "/usr/bin:/bin";
  static final int RING = 1 << 20;

  final KeeperConfig config;
  Keeper keeper;
  private final Path work;
  private int runs;

  KeeperFixture(Path work) {
    this(work, Duration.ofSeconds(30));
  }

  KeeperFixture(Path work, Duration stallLimit) {
    this.work = work;
    this.config = new KeeperConfig(work.resolve("keeper"), RING, stallLimit, Duration.ofSeconds(1));
    this.keeper = open();
  }

  private Keeper open() {
    Keeper opened = new SocketKeeper(config);
    opened.start();
    return opened;
  }

  /** Lets go of everything and comes back, as a daemon does that is restarted. */
  void reopen() {
    keeper.close();
    keeper = open();
  }

  KeptSpec spec(String... command) {
    return spec(null, command);
  }

  KeptSpec spec(KeptUser user, String... command) {
    runs++;
    KeptId id = new KeptId("test", Long.toHexString(System.nanoTime()) + "-" + runs);
    return new KeptSpec(id, work, List.of(command), Map.of("PATH", PATH), user, 0);
  }

  /** Returns the process id of the keeper that has the folder. */
  long keeperPid() throws IOException {
    return Long.parseLong(Files.readString(config.folder().resolve("lock")).strip());
  }

  Path runFolder(KeptId id) {
    return config.folder().resolve("runs").resolve(id.toString());
  }

  static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    KeptRuns.killAll(keeper);
    keeper.close();
  }
}
