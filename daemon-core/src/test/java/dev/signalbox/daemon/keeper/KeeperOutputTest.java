package dev.signalbox.daemon.keeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("linux")
final class KeeperOutputTest {
  // What may be on its way beyond the ring: one read, and what the pipe has.
  private static final int SLACK = 2 * Ring.CHUNK;

  @TempDir Path folder;

  /** Counts and checks, since what a runaway program writes is too much to remember. */
  private static final class CountingListener implements KeptListener {
    final AtomicLong next = new AtomicLong();
    final AtomicLong lost = new AtomicLong();
    final CompletableFuture<KeptExit> exit = new CompletableFuture<>();
    volatile boolean wrong;

    @Override
    public void onOutput(long offset, ByteBuffer bytes) {
      wrong |= offset != next.get();
      for (int i = 0; i < bytes.remaining(); i++) {
        wrong |= bytes.get(i) != ((offset + i) % 2 == 0 ? 'y' : '\n');
      }
      next.set(offset + bytes.remaining());
    }

    @Override
    public void onLost(long from, long to) {
      wrong |= from != next.get() || to <= from;
      lost.addAndGet(to - from);
      next.set(to);
    }

    @Override
    public void onExit(KeptExit ended) {
      exit.complete(ended);
    }

    /** Waits until nothing more has come for a while, and returns how much has. */
    long settle() {
      AtomicLong before = new AtomicLong(-1);
      await()
          .pollInterval(Duration.ofMillis(300))
          .until(() -> before.getAndSet(next.get()) == next.get() && next.get() > 0);
      return next.get();
    }
  }

  @Test
  void holdsARunawayProgramThatIsNotAcknowledged() throws Exception {
    try (KeeperFixture fixture = new KeeperFixture(folder)) {
      CountingListener listener = new CountingListener();
      KeptProcess process = fixture.keeper.launch(fixture.spec("yes"), listener);
      long held = listener.settle();
      assertThat(held).isBetween((long) KeeperFixture.RING, (long) KeeperFixture.RING + SLACK);
      process.acknowledge(held);
      assertThat(listener.settle())
          .isBetween(held + KeeperFixture.RING, held + KeeperFixture.RING + SLACK);
      assertThat(listener.lost).hasValue(0);
      assertThat(listener.wrong).isFalse();
      process.kill().toCompletableFuture().get(10, TimeUnit.SECONDS);
      process.acknowledge(listener.next.get());
      assertThat(listener.exit.get(10, TimeUnit.SECONDS).signal()).isEqualTo("KILL");
    }
  }

  @Test
  void dropsTheOldestOnceADaemonHasNotAcknowledgedForTheStallLimit() throws Exception {
    try (KeeperFixture fixture = new KeeperFixture(folder, Duration.ofSeconds(1))) {
      CountingListener listener = new CountingListener();
      fixture.keeper.launch(fixture.spec("yes"), listener);
      await().until(() -> listener.lost.get() > 0 || listener.next.get() > 8L * KeeperFixture.RING);
      assertThat(listener.wrong).isFalse();
    }
  }

  @Test
  void dropsTheOldestAndCountsItWhileNoDaemonIsThere() throws Exception {
    try (KeeperFixture fixture = new KeeperFixture(folder)) {
      CountingListener first = new CountingListener();
      KeptProcess process = fixture.keeper.launch(fixture.spec("yes"), first);
      await().until(() -> first.next.get() >= 100_000);
      process.acknowledge(100_000);
      fixture.keeper.close();
      Path written = Path.of("/proc", Long.toString(process.pid()), "io");
      long before = writtenBytes(written);
      await().until(() -> writtenBytes(written) > before + 8L * KeeperFixture.RING);
      fixture.reopen();
      CountingListener second = new CountingListener();
      second.next.set(100_000);
      KeptProcess adopted = fixture.keeper.adopt(process.id(), 100_000, second).orElseThrow();
      long held = second.settle();
      assertThat(second.lost.get()).isGreaterThan(6L * KeeperFixture.RING);
      assertThat(held - second.lost.get() - 100_000)
          .isBetween((long) KeeperFixture.RING, (long) KeeperFixture.RING + SLACK);
      assertThat(second.wrong).isFalse();
      assertThat(adopted.pid()).isEqualTo(process.pid());
    }
  }

  private static long writtenBytes(Path io) throws Exception {
    return ProcFs.read(io)
        .lines()
        .filter(line -> line.startsWith("wchar: "))
        .mapToLong(line -> Long.parseLong(line.substring(7)))
        .sum();
  }
}
