package dev.signalbox.transport.netty;

import dev.signalbox.api.transport.wire.Deadline;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Notices a client that takes nothing of what waits for it. For the event loop's thread only.
 *
 * <p>It looks four times within the limit; a stall is found at most a quarter of the limit late.
 */
final class WriteWatch {
  private final Channel channel;
  private final Duration limit;
  private final Runnable onStall;
  private final Deadline deadline;
  private boolean watching;
  private @Nullable Object message;
  private long progress;
  private int looks;

  WriteWatch(Channel channel, Duration limit, Runnable onStall) {
    this.channel = channel;
    this.limit = limit;
    this.onStall = onStall;
    deadline = Deadlines.of(channel);
  }

  void begin() {
    if (!watching) {
      watching = true;
      looks = 0;
      next();
    }
  }

  void pause() {
    watching = false;
    deadline.clear();
  }

  void end() {
    watching = false;
    deadline.end();
  }

  private void next() {
    deadline.set(limit.dividedBy(4), this::look);
  }

  private void look() {
    ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
    if (buffer == null) {
      return;
    }
    Object currentMessage = buffer.current();
    long currentProgress = buffer.currentProgress();
    boolean stalled =
        currentMessage != null && currentMessage == message && currentProgress == progress;
    message = currentMessage;
    progress = currentProgress;
    looks = stalled ? looks + 1 : 0;
    if (looks >= 4) {
      message = null;
      onStall.run();
    } else {
      next();
    }
  }
}
