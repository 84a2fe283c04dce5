package dev.signalbox.transport.netty;

import dev.signalbox.api.http.HttpHandler;
import dev.signalbox.api.transport.HttpServer;
import dev.signalbox.api.transport.ListenerSpec;
import dev.signalbox.api.transport.ServerSpec;
import dev.signalbox.api.transport.StopOutcome;
import dev.signalbox.api.transport.TlsMaterial;
import dev.signalbox.api.transport.TransportError;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server's listeners, threads and TLS, from start to stop. */
final class NettyServer implements HttpServer {
  private static final Logger log = LoggerFactory.getLogger(NettyServer.class);
  private static final WriteBufferWaterMark WATER_MARK =
      new WriteBufferWaterMark(128 * 1024, 256 * 1024);
  private static final int BACKLOG = 1024;

  /** How long what was cut off may take to be gone. */
  private static final Duration LAST_PATIENCE = Duration.ofSeconds(5);

  private enum State {
    PLANNED,
    STARTED,
    STOPPED
  }

  private final ServerSpec spec;
  private final SocketEngine sockets;
  private final TlsEngine tlsEngine;
  private final NettyOptions options;
  private final Connections connections;
  private final ThreadRoster threads;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Channel> listeners = new ArrayList<>();
  private final List<TlsContext> tlsContexts = new ArrayList<>();
  private State state = State.PLANNED;
  private StopOutcome outcome = StopOutcome.DRAINED;
  private @Nullable EventLoopGroup group;
  private @Nullable TlsMaterial replacement;
  private volatile List<InetSocketAddress> addresses = List.of();

  NettyServer(
      ServerSpec spec,
      HttpHandler handler,
      SocketEngine sockets,
      TlsEngine tlsEngine,
      NettyOptions options) {
    this.spec = spec;
    this.sockets = sockets;
    this.tlsEngine = tlsEngine;
    this.options = options;
    connections = new Connections(handler, spec.limits());
    threads = new ThreadRoster(spec.name());
  }

  @Override
  public void start() {
    lock.lock();
    try {
      if (state != State.PLANNED) {
        throw new IllegalStateException("server was started or stopped before");
      }
      try {
        listen();
        state = State.STARTED;
      } finally {
        if (state != State.STARTED) {
          state = State.STOPPED;
          releaseAll();
        }
      }
    } finally {
      lock.unlock();
    }
    log.info("listening name={} addresses={} io={}", spec.name(), addresses, sockets);
  }

  private void listen() {
    group =
        new MultiThreadIoEventLoopGroup(options.effectiveThreads(), threads, sockets.ioHandlers());
    List<InetSocketAddress> bound = new ArrayList<>();
    for (ListenerSpec listener : spec.listeners()) {
      Channel channel = bind(listener, group);
      listeners.add(channel);
      bound.add((InetSocketAddress) channel.localAddress());
    }
    addresses = List.copyOf(bound);
  }

  private Channel bind(ListenerSpec listener, EventLoopGroup loops) {
    InetSocketAddress address = new InetSocketAddress(listener.host(), listener.port());
    if (address.isUnresolved()) {
      throw TransportError.notBound(listener, new BindException("unknown host"));
    }
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loops)
            .channel(sockets.serverChannel())
            .option(ChannelOption.SO_REUSEADDR, true)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childOption(ChannelOption.AUTO_READ, false)
            .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
            .childOption(
                ChannelOption.RECVBUF_ALLOCATOR,
                new AdaptiveRecvByteBufAllocator(1024, 4096, 256 * 1024).maxMessagesPerRead(1))
            .childHandler(new ConnectionInitializer(connections, tlsContext(listener)))
            .bind(address)
            .awaitUninterruptibly();
    Throwable failure = bound.cause();
    if (failure != null) {
      throw TransportError.notBound(listener, failure);
    }
    return bound.channel();
  }

  private @Nullable TlsContext tlsContext(ListenerSpec listener) {
    Optional<TlsMaterial> material = listener.tls();
    if (material.isEmpty()) {
      return null;
    }
    TlsContext context = new TlsContext(tlsEngine);
    tlsContexts.add(context);
    context.load(replacement != null ? replacement : material.get());
    return context;
  }

  @Override
  public List<InetSocketAddress> addresses() {
    List<InetSocketAddress> bound = addresses;
    if (bound.isEmpty()) {
      throw new IllegalStateException("server is not started");
    }
    return bound;
  }

  @Override
  public long discardedBytes() {
    return connections.discardedBytes();
  }

  @Override
  public void reloadTls(TlsMaterial material) {
    lock.lock();
    try {
      if (state == State.STOPPED) {
        return;
      }
      replacement = material;
      for (TlsContext context : tlsContexts) {
        context.load(material);
      }
    } finally {
      lock.unlock();
    }
    log.info("TLS material replaced name={} material={}", spec.name(), material);
  }

  @Override
  public StopOutcome stop(Duration grace) {
    if (threads.contains(Thread.currentThread())) {
      throw new IllegalStateException("stop called on an I/O thread of the server");
    }
    lock.lock();
    try {
      if (state == State.STARTED) {
        outcome = drain(grace);
        log.info("stopped name={} outcome={}", spec.name(), outcome);
      }
      state = State.STOPPED;
      return outcome;
    } finally {
      lock.unlock();
    }
  }

  private StopOutcome drain(Duration grace) {
    long deadline = System.nanoTime() + grace.toNanos();
    boolean drained = false;
    try {
      closeListeners();
      drained = connections.drain(deadline);
      connections.abort(System.nanoTime() + LAST_PATIENCE.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      releaseAll();
    }
    return drained ? StopOutcome.DRAINED : StopOutcome.FORCED;
  }

  private void closeListeners() {
    for (Channel listener : listeners) {
      listener.close().awaitUninterruptibly();
    }
    listeners.clear();
  }

  private void releaseAll() {
    closeListeners();
    if (group != null) {
      long deadline = System.nanoTime() + LAST_PATIENCE.toNanos();
      group.shutdownGracefully(0, LAST_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      try {
        threads.join(deadline);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    for (TlsContext context : tlsContexts) {
      context.release();
    }
    tlsContexts.clear();
  }
}
