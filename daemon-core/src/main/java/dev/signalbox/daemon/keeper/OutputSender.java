package dev.signalbox.daemon.keeper;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Supplier;

/** Sends one run's output, and then its exit, to the daemon that is attached; ends with either. */
final class OutputSender implements Runnable {
  private final Ring ring;
  private final FrameChannel channel;
  private final Supplier<Optional<KeptExit>> exit;
  private final Deque<Long> gaps = new ArrayDeque<>();
  private final int attachment;
  private long next;

  /**
   * @param attachment what the ring calls this daemon
   * @param from the offset to start at
   * @param gaps where bytes may be missing, in rising order
   */
  OutputSender(
      Ring ring,
      int attachment,
      FrameChannel channel,
      long from,
      long[] gaps,
      Supplier<Optional<KeptExit>> exit) {
    this.ring = ring;
    this.attachment = attachment;
    this.channel = channel;
    this.next = from;
    this.exit = exit;
    for (long gap : gaps) {
      if (gap >= from) {
        this.gaps.add(gap);
      }
    }
  }

  @Override
  public void run() {
    ByteBuffer frame = FrameChannel.allocate(Ring.CHUNK);
    try {
      sendGaps();
      while (ring.awaitData(next, attachment)) {
        sendOutput(frame);
        sendGaps();
      }
      Optional<KeptExit> ended = exit.get();
      if (ring.isComplete() && ended.isPresent()) {
        channel.send(FrameCodec.exit(ended.get()));
      }
    } catch (IOException e) {
      // The daemon has gone, which its connection's reader sees too and acts upon.
    }
  }

  private void sendOutput(ByteBuffer frame) throws IOException {
    long from = next;
    long start = ring.start();
    if (start > from) {
      next = start;
      channel.send(FrameCodec.lost(from, start));
      return;
    }
    FrameChannel.begin(frame, FrameType.OUTPUT, from);
    int head = frame.position();
    Long gap = gaps.peek();
    frame.limit((int) Math.min(frame.capacity(), head + (gap == null ? Ring.CHUNK : gap - from)));
    if (ring.read(from, frame)) {
      next = from + frame.position() - head;
      channel.sendBegun(frame);
    }
  }

  private void sendGaps() throws IOException {
    while (!gaps.isEmpty() && gaps.peek() <= next) {
      gaps.remove();
      channel.send(FrameCodec.lost(next, next));
    }
  }
}
