package dev.signalbox.transport.undertow;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.Xnio;
import org.xnio.XnioIoThread;
import org.xnio.XnioWorker;

/** Every thread of one server: those that read and write, and those that TLS handshakes use. */
final class EngineThreads {
  private static final Logger log = LoggerFactory.getLogger(EngineThreads.class);
  private static final int END_SECONDS = 10;

  private final XnioWorker worker;
  private final ExecutorService handshakes;
  private final List<Thread> handshakeThreads = new CopyOnWriteArrayList<>();

  private EngineThreads(String name, UndertowOptions options) throws IOException {
    worker =
        Xnio.getInstance(EngineThreads.class.getClassLoader())
            .createWorker(EngineSettings.worker(name, options));
    // The worker has threads for this too, but none that anybody could wait for.
    handshakes =
        Executors.newFixedThreadPool(
            options.ioThreads(),
            task -> {
              Thread thread = new Thread(task, name + " TLS-" + (handshakeThreads.size() + 1));
              handshakeThreads.add(thread);
              return thread;
            });
  }

  static EngineThreads start(String name, UndertowOptions options) throws IOException {
    return new EngineThreads(name, options);
  }

  XnioWorker worker() {
    return worker;
  }

  Executor handshakes() {
    return handshakes;
  }

  /** Ends all threads and waits until they have ended: the engine calls it a day while one runs. */
  void end() {
    List<Thread> threads = new ArrayList<>(ioThreads());
    worker.shutdownNow();
    handshakes.shutdownNow();
    threads.addAll(handshakeThreads);
    try {
      boolean ended = worker.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
      for (Thread thread : threads) {
        thread.join(TimeUnit.SECONDS.toMillis(END_SECONDS));
        ended &= !thread.isAlive();
      }
      if (!ended) {
        log.warn("threads still running name={}", worker.getName());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns the threads that the engine made, the one that accepts included. */
  private List<Thread> ioThreads() {
    ThreadGroup group = worker.getIoThread().getThreadGroup();
    if (group == null) {
      return List.of();
    }
    Thread[] all = new Thread[group.activeCount() + 16];
    int count = group.enumerate(all, false);
    return Arrays.stream(all, 0, count)
        .filter(Objects::nonNull)
        .filter(thread -> thread instanceof XnioIoThread io && io.getWorker() == worker)
        .toList();
  }
}
