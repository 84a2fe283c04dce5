package dev.signalbox.daemon.driver.process;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.instance.InstanceUsage;
import dev.signalbox.daemon.driver.InstanceRun;
import dev.signalbox.daemon.keeper.KeptProcess;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;

/** A run that the keeper holds. */
final class ProcessRun implements InstanceRun {
  private final KeptProcess process;
  private final ProcessTable table;
  private final ReentrantLock lock = new ReentrantLock();
  private ProcessTable.Sample before = ProcessTable.Sample.NONE;
  private InstanceUsage usage = InstanceUsage.NONE;

  ProcessRun(KeptProcess process, ProcessTable table) {
    this.process = requireNonNull(process, "process");
    this.table = requireNonNull(table, "table");
  }

  @Override
  public long pid() {
    return process.pid();
  }

  @Override
  public Instant startedAt() {
    return process.startedAt();
  }

  @Override
  public CompletionStage<Void> write(ByteBuffer input) {
    return process.write(input);
  }

  @Override
  public void signal(String name) {
    process.signal(name);
  }

  @Override
  public CompletionStage<Void> kill() {
    return process.kill();
  }

  @Override
  public void acknowledge(long offset) {
    process.acknowledge(offset);
  }

  @Override
  public void release() {
    process.release();
  }

  @Override
  public InstanceUsage usage() {
    ProcessTable.Sample now = table.sample(process.pid());
    lock.lock();
    try {
      if (now.nanos() != before.nanos()) {
        usage = new InstanceUsage(now.coresSince(before), now.memory());
        before = now;
      }
      return usage;
    } finally {
      lock.unlock();
    }
  }
}
