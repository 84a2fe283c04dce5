package dev.signalbox.transport.undertow;

import io.undertow.UndertowOptions;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Sequence;

/** What the engine is told; its limits are off wherever ours hold. */
final class EngineSettings {
  private static final int BACKLOG = 1024;

  private EngineSettings() {}

  static OptionMap http() {
    return OptionMap.builder()
        .set(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
        // Its date is one for the whole JVM, and stands still once a server has stopped: we set
        // ours.
        .set(UndertowOptions.ALWAYS_SET_DATE, false)
        .set(UndertowOptions.MAX_ENTITY_SIZE, -1L)
        .set(UndertowOptions.ENABLE_HTTP2, false)
        .set(UndertowOptions.DECODE_URL, false)
        .getMap();
  }

  static OptionMap worker(String name, dev.signalbox.transport.undertow.UndertowOptions options) {
    return OptionMap.builder()
        .set(Options.WORKER_NAME, name)
        .set(Options.WORKER_IO_THREADS, options.ioThreads())
        .set(Options.WORKER_TASK_CORE_THREADS, 1)
        .set(Options.WORKER_TASK_MAX_THREADS, options.ioThreads())
        .set(Options.THREAD_DAEMON, false)
        .getMap();
  }

  static OptionMap listener() {
    return OptionMap.builder()
        .set(Options.TCP_NODELAY, true)
        .set(Options.KEEP_ALIVE, true)
        .set(Options.BACKLOG, BACKLOG)
        .set(Options.SSL_ENABLED_PROTOCOLS, Sequence.of("TLSv1.3", "TLSv1.2"))
        .getMap();
  }
}
