package dev.signalbox.daemon.keeper;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Serves one connection of the daemon's; see {@link FrameType} for who says what. */
final class KeeperConnection {
  private final FrameChannel channel;
  private final Runs runs;
  private final KeeperCapabilities capabilities;
  private final Runnable retire;

  KeeperConnection(
      FrameChannel channel, Runs runs, KeeperCapabilities capabilities, Runnable retire) {
    this.channel = channel;
    this.runs = runs;
    this.capabilities = capabilities;
    this.retire = retire;
  }

  /** Serves until the daemon closes. */
  void serve() throws IOException {
    Optional<Frame> first = channel.receive();
    if (first.isEmpty()) {
      return;
    }
    switch (first.get().type()) {
      case HELLO -> serveDaemon();
      case LAUNCH -> launch(first.get());
      case ATTACH -> attach(first.get());
      default -> throw new IOException("first frame: " + first.get().type());
    }
  }

  private void serveDaemon() throws IOException {
    channel.send(FrameCodec.welcome(capabilities, ProcessHandle.current().pid()));
    for (Optional<Frame> next = channel.receive(); next.isPresent(); next = channel.receive()) {
      Frame frame = next.get();
      switch (frame.type()) {
        case LIST -> channel.send(FrameCodec.listed(runs.ids()));
        case RELEASE -> channel.send(FrameCodec.numbered(FrameType.DONE, 0, release(frame)));
        case RETIRE -> {
          retire.run();
          return;
        }
        default -> throw new IOException("frame of a daemon: " + frame.type());
      }
    }
  }

  private String release(Frame frame) {
    try {
      runs.release(FrameCodec.id(frame));
      return "";
    } catch (IOException e) {
      return e.toString();
    }
  }

  private void launch(Frame frame) throws IOException {
    KeptId id = FrameCodec.id(frame);
    int ringBytes = frame.readInt();
    long stallNanos = frame.readLong();
    KeptSpec spec = FrameCodec.spec(id, frame);
    Run run;
    try {
      run = runs.launch(spec, ringBytes);
    } catch (LaunchException e) {
      channel.send(FrameCodec.refused(e.code(), String.valueOf(e.getMessage())));
      return;
    } catch (IOException e) {
      KeeperLog.error("launch failed id=" + id, e);
      channel.send(FrameCodec.refused("keeper.launch-failed", e.toString()));
      return;
    }
    serve(run, spec.firstOffset(), spec.firstOffset(), stallNanos);
  }

  private void attach(Frame frame) throws IOException {
    KeptId id = FrameCodec.id(frame);
    Optional<Run> run = runs.find(id);
    if (run.isEmpty()) {
      channel.send(FrameCodec.refused("keeper.unknown", id + " is not kept"));
      return;
    }
    long from = frame.readLong();
    long acknowledged = frame.readLong();
    serve(run.get(), from, acknowledged, frame.readLong());
  }

  private void serve(Run run, long from, long acknowledged, long stallNanos) throws IOException {
    run.attach(channel, from, acknowledged, stallNanos);
    try {
      for (Optional<Frame> next = channel.receive(); next.isPresent(); next = channel.receive()) {
        handle(run, next.get());
      }
    } finally {
      run.detach(channel);
    }
  }

  private void handle(Run run, Frame frame) throws IOException {
    switch (frame.type()) {
      case ACKNOWLEDGE -> run.acknowledge(frame.readLong());
      case INPUT -> {
        long number = frame.readLong();
        run.write(frame.body(), failure -> done(number, failure));
      }
      case SIGNAL -> run.signal(frame.readText());
      case KILL -> {
        long number = frame.readLong();
        Thread thread = new Thread(null, () -> kill(run, number), "kill-" + run.id(), 256 << 10);
        thread.setDaemon(true);
        thread.start();
      }
      default -> throw new IOException("frame of a run: " + frame.type());
    }
  }

  private void kill(Run run, long number) {
    try {
      run.kill();
      done(number, null);
    } catch (IOException e) {
      done(number, e.toString());
    }
  }

  private void done(long number, @Nullable String failure) {
    try {
      channel.send(FrameCodec.numbered(FrameType.DONE, number, failure == null ? "" : failure));
    } catch (IOException e) {
      // Who asked has gone.
    }
  }
}
