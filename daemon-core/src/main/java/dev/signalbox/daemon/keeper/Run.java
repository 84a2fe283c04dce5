package dev.signalbox.daemon.keeper;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One run in the keeper's hands, from the making of its folder to the daemon's release. */
final class Run {
  private static final String CLEAN = "clean";

  private final KeptId id;
  private final RunFolder folder;
  private final ProcessTree tree;
  private final Ring ring;
  private final @Nullable OutputReader reader;
  private final @Nullable InputWriter input;
  private final AtomicBoolean ending = new AtomicBoolean();
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable KeptExit exit;
  private @Nullable FrameChannel daemon;
  private int attachment;

  /** The program as it was when it was last looked for; null before that. */
  private volatile ProcFs.@Nullable Stat seen;

  /** The process that records the exit, likewise. */
  private volatile ProcFs.@Nullable Stat seenWrapper;

  private Run(KeptId id, RunFolder folder, ProcessTree tree, Ring ring, boolean live)
      throws IOException {
    this.id = id;
    this.folder = folder;
    this.tree = tree;
    this.ring = ring;
    this.reader =
        live
            ? new OutputReader(folder.file(RunFolder.OUT), ring, "out-" + id, this::drained)
            : null;
    this.input = live ? new InputWriter(folder.file(RunFolder.IN), "in-" + id) : null;
  }

  /** Returns a run whose output is being read from now on. */
  static Run reading(KeptId id, RunFolder folder, ProcessTree tree, Ring ring) throws IOException {
    Run run = new Run(id, folder, tree, ring, true);
    if (run.reader != null) {
      run.reader.start();
    }
    return run;
  }

  /** Returns the run that an earlier keeper had, in whatever state it is by now. */
  static Run reopened(KeptId id, RunFolder folder, String boot) throws IOException {
    RunFolder.Facts facts = folder.readFacts();
    ProcessTree tree = TreeSource.reopen(facts.tree(), id, folder);
    boolean drained = !folder.has(RunFolder.OUT);
    if (!drained && !facts.boot().equals(boot)) {
      // What the ring's file has after a crash of the system is anything; the daemon's log goes on.
      Files.deleteIfExists(folder.file(RunFolder.RING));
      folder.deletePipes();
      if (ExitRecord.read(folder).isEmpty()) {
        ExitRecord.writeLost(folder, "the system was restarted");
      }
      return ended(id, folder, tree, Ring.create(folder.file(RunFolder.RING), Ring.CHUNK, 0));
    }
    Ring ring = Ring.open(folder.file(RunFolder.RING), facts.ringBytes());
    if (drained) {
      return ended(id, folder, tree, ring);
    }
    if (!Files.deleteIfExists(folder.file(CLEAN))) {
      folder.addGap(ring.end());
    }
    return reading(id, folder, tree, ring);
  }

  private static Run ended(KeptId id, RunFolder folder, ProcessTree tree, Ring ring)
      throws IOException {
    Run run = new Run(id, folder, tree, ring, false);
    run.ending.set(true);
    run.exit = ExitRecord.read(folder).orElse(null);
    ring.complete();
    return run;
  }

  KeptId id() {
    return id;
  }

  RunFolder folder() {
    return folder;
  }

  ProcessTree tree() {
    return tree;
  }

  long pid() {
    return folder.program().map(ProcFs.Stat::pid).orElse(0L);
  }

  Instant startedAt() {
    return folder.startedAt();
  }

  /** Reads the first of its output without taking it. */
  void peek(ByteBuffer into) throws IOException {
    ring.read(ring.start(), into);
  }

  /** Gives the run to a daemon in place of any other; its output is sent from now on. */
  void attach(FrameChannel channel, long from, long acknowledged, long stallNanos)
      throws IOException {
    lock.lock();
    try {
      if (daemon != null) {
        daemon.close();
      }
      daemon = channel;
      long[] gaps = folder.gaps();
      if (from > ring.end()) {
        ring.skipTo(from);
        gaps = new long[] {from};
      }
      attachment = ring.attach(Math.min(acknowledged, from), stallNanos);
      channel.send(FrameCodec.attached(pid(), startedAt()));
      OutputSender sender =
          new OutputSender(ring, attachment, channel, from, gaps, () -> Optional.ofNullable(exit));
      Thread thread = new Thread(null, sender, "send-" + id, 256 << 10);
      thread.setDaemon(true);
      thread.start();
    } finally {
      lock.unlock();
    }
  }

  /** Takes the run from a daemon, unless another has it by now. */
  void detach(FrameChannel channel) {
    lock.lock();
    try {
      if (daemon == channel) {
        daemon = null;
        ring.detach(attachment);
      }
    } finally {
      lock.unlock();
    }
  }

  void acknowledge(long offset) throws IOException {
    ring.acknowledge(offset);
  }

  void write(ByteBuffer bytes, InputWriter.Outcome outcome) {
    if (input == null) {
      outcome.done("the program has ended");
    } else {
      input.write(bytes, outcome);
    }
  }

  void signal(String name) {
    Optional<ProcFs.Stat> program = folder.program();
    if (program.isPresent() && program.get().alive()) {
      SystemTools.succeeds(
          List.of(
              "/bin/sh",
              "-c",
              "kill -s \"$1\" \"$2\"",
              "sh",
              name,
              Long.toString(program.get().pid())));
    }
  }

  /** Kills everything, and returns when nothing is left. */
  void kill() throws IOException {
    if (exit == null) {
      tree.kill();
    }
  }

  /** Looks at how the program is, and acts upon its end. */
  void check() {
    if (ending.get()) {
      return;
    }
    if (ExitRecord.read(folder).isPresent()) {
      end();
      return;
    }
    Optional<ProcFs.Stat> program = folder.program();
    Optional<ProcFs.Stat> wrapper = folder.wrapper();
    program.ifPresent(found -> seen = found);
    wrapper.ifPresent(found -> seenWrapper = found);
    if (program.isEmpty()
        || program.get().alive()
        || (wrapper.isPresent() && wrapper.get().alive())) {
      return;
    }
    try {
      // The wrapper writes before it ends, so what is not there now never will be.
      if (ExitRecord.read(folder).isEmpty()) {
        ExitRecord.writeLost(folder, "the process that would have recorded the exit was killed");
      }
    } catch (IOException e) {
      KeeperLog.error("exit not recorded id=" + id, e);
    }
    end();
  }

  /** Says whether nobody can ever fetch it: its folder was deleted, and its program has ended. */
  boolean abandoned() {
    ProcFs.Stat program = seen;
    return !folder.exists() && (ending.get() || (program != null && !program.alive()));
  }

  private void end() {
    if (!ending.compareAndSet(false, true)) {
      return;
    }
    Thread thread = new Thread(null, this::killRestAndDrain, "end-" + id, 256 << 10);
    thread.setDaemon(true);
    thread.start();
  }

  private void killRestAndDrain() {
    try {
      // What the program leaves behind would go on in nobody's name, and hold the pipe.
      tree.kill();
    } catch (IOException e) {
      KeeperLog.error("processes are left behind id=" + id, e);
    }
    try {
      if (input != null) {
        input.close();
      }
      if (reader != null) {
        reader.drain();
      }
    } catch (IOException e) {
      KeeperLog.error("output not drained id=" + id, e);
    }
  }

  private void drained() {
    exit = ExitRecord.read(folder).orElse(null);
    ring.force();
    try {
      acknowledgeExit();
      folder.deletePipes();
    } catch (IOException e) {
      KeeperLog.error("pipes not removed id=" + id, e);
    }
    tree.remove();
    // Last, since the daemon may have everything removed as soon as it has seen the exit.
    ring.complete();
  }

  private void acknowledgeExit() throws IOException {
    try (FileChannel ack =
        FileChannel.open(
            folder.file(RunFolder.ACK), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ack.write(ByteBuffer.wrap("\n".getBytes(StandardCharsets.US_ASCII)));
    }
  }

  /** Removes everything, once the program has ended. */
  void release() throws IOException {
    if (exit == null) {
      throw new IOException(id + " has not ended");
    }
    close();
    folder.delete();
  }

  /** Kills and removes a run that has not come to life, or was abandoned. */
  void discard() throws IOException {
    ending.set(true);
    // First, so that it starts nothing more; it may wait at a pipe that is gone.
    folder
        .wrapper()
        .or(() -> Optional.ofNullable(seenWrapper))
        .filter(ProcFs.Stat::alive)
        .flatMap(wrapper -> ProcessHandle.of(wrapper.pid()))
        .ifPresent(ProcessHandle::destroyForcibly);
    tree.kill();
    closeStreams();
    tree.remove();
    folder.delete();
  }

  /** Stops reading, so that a later keeper goes on without a byte lost. */
  void suspend() throws IOException {
    closeStreams();
    Files.writeString(folder.file(CLEAN), "");
  }

  private void closeStreams() throws IOException {
    if (reader != null) {
      reader.close();
    }
    if (input != null) {
      input.close();
    }
    close();
  }

  private void close() throws IOException {
    lock.lock();
    try {
      if (daemon != null) {
        daemon.close();
      }
      ring.detach(attachment);
    } finally {
      lock.unlock();
    }
    ring.close();
  }
}
