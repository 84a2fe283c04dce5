package dev.signalbox.transport.netty;

import dev.signalbox.api.transport.wire.Deadline;
import io.netty.channel.Channel;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Makes deadlines of a channel's event loop. */
final class Deadlines {
  private Deadlines() {}

  static Deadline of(Channel channel) {
    return new Deadline((task, nanos) -> schedule(channel, task, nanos));
  }

  /** The timer of those deadlines. */
  static Runnable schedule(Channel channel, Runnable task, long nanos) {
    Future<?> scheduled = channel.eventLoop().schedule(task, nanos, TimeUnit.NANOSECONDS);
    return () -> scheduled.cancel(false);
  }
}
