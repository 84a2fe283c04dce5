package dev.signalbox.transport.netty;

import io.netty.channel.Channel;

/** A connection that a stopping server can end. */
interface Drainable {
  Channel channel();

  /** Ends at once where nothing is in flight, else as soon as it has ended; on the event loop. */
  void drain();

  /** Ends at once; on the event loop. */
  void abort();
}
