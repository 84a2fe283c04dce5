package dev.signalbox.daemon.keeper;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Remembers all that it is told, and fails where offsets do not follow on. */
final class RecordingListener implements KeptListener {
  final ByteArrayOutputStream output = new ByteArrayOutputStream();
  final List<long[]> lost = new CopyOnWriteArrayList<>();
  final List<String> faults = new CopyOnWriteArrayList<>();
  final CompletableFuture<KeptExit> exit = new CompletableFuture<>();
  volatile long next;

  RecordingListener(long from) {
    next = from;
  }

  @Override
  public void onOutput(long offset, ByteBuffer bytes) {
    if (offset != next) {
      faults.add("offset " + offset + " instead of " + next);
    }
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    output.writeBytes(copy);
    next = offset + copy.length;
  }

  @Override
  public void onLost(long from, long to) {
    if (from != next || to < from) {
      faults.add("lost from " + from + " to " + to + " instead of from " + next);
    }
    lost.add(new long[] {from, to});
    next = to;
  }

  @Override
  public void onExit(KeptExit ended) {
    if (!exit.complete(ended)) {
      faults.add("a second exit");
    }
  }

  String text() {
    return output.toString(StandardCharsets.UTF_8);
  }

  KeptExit awaitExit() throws Exception {
    return exit.get(30, TimeUnit.SECONDS);
  }
}
