package dev.signalbox.transport.undertow;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpHandler;
import dev.signalbox.api.transport.HttpLimits;
import dev.signalbox.api.transport.HttpServer;
import dev.signalbox.api.transport.ListenerSpec;
import dev.signalbox.api.transport.ServerSpec;
import dev.signalbox.api.transport.StopOutcome;
import dev.signalbox.api.transport.TlsMaterial;
import dev.signalbox.api.transport.TransportError;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpOpenListener;
import io.undertow.server.protocol.http.HttpServerConnection;
import io.undertow.util.SameThreadExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;

/** A server on one Undertow worker: its listeners, its connections and its end. */
final class UndertowServer implements HttpServer {
  private static final Logger log = LoggerFactory.getLogger(UndertowServer.class);

  /** A TLS record and what the engine adds to it. */
  private static final int TLS_BUFFER_BYTES = 17 * 1024;

  private static final int BUFFERS_KEPT_BY_THREAD = 12;

  /** What each pool keeps for later; what a burst needs beyond is given back. */
  private static final int KEPT_BYTES = 16 * 1024 * 1024;

  private enum Phase {
    PLANNED,
    STARTED,
    STOPPED
  }

  private final ServerSpec spec;
  private final HttpHandler handler;
  private final UndertowOptions options;
  private final ReentrantLock lifecycle = new ReentrantLock();
  private final ReentrantLock activity = new ReentrantLock();
  private final Condition changed = activity.newCondition();
  private final Set<ClientConnection> connections = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connectionCount = new AtomicInteger();
  private final LongAdder discarded = new LongAdder();
  private final ByteBufferPool buffers;
  private final ByteBufferPool transferBuffers;
  private final ByteBufferPool tlsBuffers;
  private Phase phase = Phase.PLANNED;
  private List<BoundListener> listeners = List.of();
  private @Nullable EngineThreads threads;
  private @Nullable StopOutcome outcome;
  private volatile boolean stopping;
  private volatile boolean cutOff;

  UndertowServer(ServerSpec spec, HttpHandler handler, UndertowOptions options) {
    this.spec = requireNonNull(spec, "spec");
    this.handler = handler;
    this.options = options;
    for (ListenerSpec listener : spec.listeners()) {
      listener.tls().ifPresent(TlsContexts::of);
    }
    this.buffers = pool(options.bufferBytes());
    this.transferBuffers = pool(options.transferBytes());
    this.tlsBuffers = pool(TLS_BUFFER_BYTES);
  }

  private static ByteBufferPool pool(int bytes) {
    return new DefaultByteBufferPool(true, bytes, KEPT_BYTES / bytes, BUFFERS_KEPT_BY_THREAD);
  }

  HttpHandler handler() {
    return handler;
  }

  @Override
  public long discardedBytes() {
    return discarded.sum();
  }

  /** Counts bytes that were read only to be thrown away. */
  void discarded(long bytes) {
    discarded.add(bytes);
  }

  HttpLimits limits() {
    return spec.limits();
  }

  ByteBufferPool buffers() {
    return buffers;
  }

  ByteBufferPool transferBuffers() {
    return transferBuffers;
  }

  boolean isStopping() {
    return stopping;
  }

  @Override
  public void start() {
    lifecycle.lock();
    try {
      if (phase != Phase.PLANNED) {
        throw new IllegalStateException("phase: " + phase + " (expected: PLANNED)");
      }
      HttpOpenListener engine = new HttpOpenListener(buffers, EngineSettings.http());
      engine.setRootHandler(UndertowServer::serve);
      ChannelListener<StreamConnection> accepted = connection -> accept(connection, engine);
      EngineThreads started = startThreads();
      List<BoundListener> bound = new ArrayList<>();
      try {
        for (ListenerSpec listener : spec.listeners()) {
          bound.add(BoundListener.bind(started, listener, tlsBuffers, accepted));
        }
      } catch (SignalboxException e) {
        bound.forEach(BoundListener::close);
        started.end();
        phase = Phase.STOPPED;
        outcome = StopOutcome.DRAINED;
        throw e;
      }
      threads = started;
      listeners = List.copyOf(bound);
      phase = Phase.STARTED;
      listeners.forEach(BoundListener::open);
      log.info("server started name={} addresses={}", spec.name(), addresses());
    } finally {
      lifecycle.unlock();
    }
  }

  private EngineThreads startThreads() {
    try {
      return EngineThreads.start(spec.name(), options);
    } catch (IOException e) {
      throw TransportError.notBound(spec.listeners().get(0), e);
    }
  }

  private static void serve(HttpServerExchange exchange) {
    HttpServerConnection connection = (HttpServerConnection) exchange.getConnection();
    ClientConnection client = ((HeadGate) connection.getOriginalSourceConduit()).client();
    // Within the handler's call the engine only notes what is resumed; after it, it acts.
    exchange.dispatch(SameThreadExecutor.INSTANCE, () -> client.serve(exchange));
  }

  private void accept(StreamConnection connection, HttpOpenListener engine) {
    if (connectionCount.incrementAndGet() > limits().maxConnections() || stopping) {
      connectionCount.decrementAndGet();
      IoUtils.safeClose(connection);
      return;
    }
    ClientConnection client = new ClientConnection(this, connection);
    connections.add(client);
    client.begin(engine);
  }

  void connectionClosed(ClientConnection client) {
    if (connections.remove(client)) {
      connectionCount.decrementAndGet();
      signal();
    }
  }

  /** An exchange is ended by force. */
  void exchangeCutOff() {
    cutOff = true;
  }

  private void signal() {
    activity.lock();
    try {
      changed.signalAll();
    } finally {
      activity.unlock();
    }
  }

  @Override
  public List<InetSocketAddress> addresses() {
    lifecycle.lock();
    try {
      if (phase == Phase.PLANNED) {
        throw new IllegalStateException("phase: " + phase + " (expected: STARTED)");
      }
      return listeners.stream().map(BoundListener::address).toList();
    } finally {
      lifecycle.unlock();
    }
  }

  @Override
  public void reloadTls(TlsMaterial material) {
    lifecycle.lock();
    try {
      for (BoundListener listener : listeners) {
        listener.reload(material);
      }
    } finally {
      lifecycle.unlock();
    }
    log.info("tls reloaded name={} material={}", spec.name(), material);
  }

  @Override
  public StopOutcome stop(Duration grace) {
    requireNonNull(grace, "grace");
    lifecycle.lock();
    try {
      StopOutcome known = outcome;
      if (known != null) {
        return known;
      }
      EngineThreads running = threads;
      StopOutcome result = running == null ? StopOutcome.DRAINED : stop(running, grace);
      phase = Phase.STOPPED;
      outcome = result;
      log.info("server stopped name={} outcome={}", spec.name(), result);
      return result;
    } finally {
      lifecycle.unlock();
    }
  }

  private StopOutcome stop(EngineThreads running, Duration grace) {
    stopping = true;
    listeners.forEach(BoundListener::close);
    forEachConnection(ClientConnection::stop);
    boolean interrupted = !awaitNoConnection(grace);
    forEachConnection(ClientConnection::cutOff);
    awaitNoConnection(Duration.ofSeconds(5));
    running.end();
    buffers.close();
    transferBuffers.close();
    tlsBuffers.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return cutOff ? StopOutcome.FORCED : StopOutcome.DRAINED;
  }

  private void forEachConnection(java.util.function.Consumer<ClientConnection> action) {
    for (ClientConnection client : connections) {
      try {
        client.thread().execute(() -> action.accept(client));
      } catch (RejectedExecutionException e) {
        client.close();
      }
    }
  }

  /** Returns false where the wait was interrupted. */
  private boolean awaitNoConnection(Duration limit) {
    long left = limit.toNanos();
    activity.lock();
    try {
      while (!connections.isEmpty() && left > 0) {
        left = changed.awaitNanos(left);
      }
      return true;
    } catch (InterruptedException e) {
      return false;
    } finally {
      activity.unlock();
    }
  }
}
