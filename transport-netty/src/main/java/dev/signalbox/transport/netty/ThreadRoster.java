package dev.signalbox.transport.netty;

import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes a server's I/O threads and knows them, so that stopping can wait for their real end. */
final class ThreadRoster implements ThreadFactory {
  private final String name;
  private final AtomicInteger number = new AtomicInteger();
  private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();

  ThreadRoster(String name) {
    this.name = name;
  }

  @Override
  public Thread newThread(Runnable task) {
    Thread thread = new FastThreadLocalThread(task, name + "-io-" + number.incrementAndGet());
    thread.setDaemon(false);
    threads.add(thread);
    return thread;
  }

  boolean contains(Thread thread) {
    return threads.contains(thread);
  }

  void join(long deadline) throws InterruptedException {
    for (Thread thread : threads) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      thread.join(Math.max(1, left));
    }
  }
}
