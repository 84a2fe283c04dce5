package dev.signalbox.api.link.dial;

import dev.signalbox.api.link.dial.DialException.Kind;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One attempt to dial, which can be ended from outside while it blocks. Safe for any thread. */
final class Attempt {
  private final ReentrantLock lock = new ReentrantLock();
  private long deadline;
  private @Nullable Socket socket;
  private @Nullable DialException ended;

  /** Lets each step take so long from here on. */
  void limit(Duration time) {
    deadline = System.nanoTime() + time.toNanos();
  }

  /** Returns how long the step may still take, in milliseconds; 1 or more. */
  int millisLeft() throws DialException {
    check();
    long left = (deadline - System.nanoTime()) / 1_000_000;
    if (left <= 0) {
      throw new DialException(Kind.TIMEOUT, "it took too long");
    }
    return (int) left;
  }

  /** Closes that socket where the attempt ends. */
  void use(Socket newSocket) throws DialException {
    lock.lock();
    try {
      socket = newSocket;
    } finally {
      lock.unlock();
    }
    check();
  }

  /** Ends the attempt, unless it has ended. */
  void end(DialException reason) {
    Socket open;
    lock.lock();
    try {
      if (ended == null) {
        ended = reason;
      }
      open = socket;
    } finally {
      lock.unlock();
    }
    if (open != null) {
      close(open);
    }
  }

  /** Throws why the attempt was ended, where it was. */
  void check() throws DialException {
    lock.lock();
    try {
      if (ended != null) {
        throw ended;
      }
    } finally {
      lock.unlock();
    }
  }

  /** The socket is somebody else's from now on, unless the attempt was ended before. */
  void done() throws DialException {
    lock.lock();
    try {
      socket = null;
    } finally {
      lock.unlock();
    }
    check();
  }

  static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed all the same.
    }
  }
}
