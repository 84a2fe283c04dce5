package dev.signalbox.api.diagnosis;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The time that a walk has, as a whole and for each hop. A socket that is in use when the time is
 * over is closed under its user, whatever that one waits for: a peer that drips bytes gains
 * nothing. Thread-safe.
 */
final class WalkTime implements AutoCloseable {
  static final Duration HOP = Duration.ofSeconds(3);
  private static final Duration WHOLE = Duration.ofMillis(9_500);
  private static final Duration MOMENT = Duration.ofMillis(200);

  private final ScheduledExecutorService timer;
  private final long end = System.nanoTime() + WHOLE.toNanos();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  WalkTime(ScheduledExecutorService timer) {
    this.timer = requireNonNull(timer, "timer");
  }

  /** What a hop does with a socket. */
  interface Work<T> {
    T run() throws IOException;
  }

  /** Begins a hop. */
  Limit hop() {
    return new Limit(Math.min(end, System.nanoTime() + HOP.toNanos()));
  }

  /** Returns what is left of the whole, and a moment for what is closed then to notice. */
  Duration left() {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime())).plus(MOMENT);
  }

  /** Closes what is open; nothing begins any more. */
  @Override
  public void close() {
    closed = true;
    sockets.forEach(WalkTime::close);
  }

  /** Closes a plain socket, which does not block. */
  static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException("a socket is closed without writing", e);
    }
  }

  /** The time of one hop. */
  final class Limit {
    private final long until;

    private Limit(long until) {
      this.until = until;
    }

    /** Returns what is left; 1 ms where that is nothing. */
    Duration left() {
      return Duration.ofNanos(
          Math.max(TimeUnit.MILLISECONDS.toNanos(1), until - System.nanoTime()));
    }

    /**
     * Runs what uses a socket.
     *
     * @throws SocketTimeoutException where it took too long; the socket is closed then
     */
    <T> T run(Socket socket, Work<T> work) throws IOException {
      sockets.add(socket);
      Future<?> alarm = timer.schedule(() -> close(socket), left().toNanos(), TimeUnit.NANOSECONDS);
      try {
        if (closed) {
          throw new SocketTimeoutException("nobody waits any more");
        }
        return work.run();
      } catch (IOException e) {
        throw until - System.nanoTime() <= 0 || closed
            ? (IOException) new SocketTimeoutException("no answer in time").initCause(e)
            : e;
      } finally {
        alarm.cancel(false);
        sockets.remove(socket);
      }
    }
  }
}
