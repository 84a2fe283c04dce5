package dev.signalbox.api.transport;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/** One server of one or more listeners. Safe for use by any thread; started at most once. */
public interface HttpServer extends AutoCloseable {
  /**
   * Binds all listeners, or none.
   *
   * @throws dev.signalbox.api.error.SignalboxException {@code transport.port-in-use} or {@code
   *     transport.bind-failed}; the message names host and port
   * @throws IllegalStateException when it was started or stopped before
   */
  void start();

  /**
   * Returns the bound addresses in the order of the spec's listeners, with the real ports; only
   * after {@code start}.
   */
  List<InetSocketAddress> addresses();

  /**
   * Returns how many bytes of bodies that nobody read were taken in and thrown away so far, for a
   * monitor to see; over TLS the bytes on the wire.
   */
  long discardedBytes();

  /**
   * Uses other TLS material for every connection that begins from now on, a resumed session
   * included. Open connections go on undisturbed.
   */
  void reloadTls(TlsMaterial material);

  /**
   * Stops taking connections, lets exchanges in flight end for at most {@code grace}, then cuts
   * them off. WebSocket sessions are closed with 1001 at once. Returns when every port and thread
   * is free; a second call returns what the first did.
   */
  StopOutcome stop(Duration grace);

  /** Stops without grace. */
  @Override
  default void close() {
    stop(Duration.ZERO);
  }
}
