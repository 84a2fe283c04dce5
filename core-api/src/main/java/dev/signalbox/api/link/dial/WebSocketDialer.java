package dev.signalbox.api.link.dial;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.WebSocketLimits;
import dev.signalbox.api.http.WebSocketListener;
import dev.signalbox.api.http.WebSocketSession;
import dev.signalbox.api.http.WebSocketUpgrade;
import dev.signalbox.api.link.dial.DialException.Kind;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Opens WebSockets as a client, through the system's proxies where there are some. Safe for any
 * thread.
 *
 * <p>Each open session has two threads of its own, which end with it; its listener is called on
 * whichever thread brings something, and must not block.
 */
public final class WebSocketDialer implements AutoCloseable {
  private static final Duration HANDSHAKE_PATIENCE = Duration.ofSeconds(10);

  private final Executor executor;
  private final Connector connector;
  private final ScheduledThreadPoolExecutor timer;
  private final Set<Attempt> attempts = ConcurrentHashMap.newKeySet();
  private final Set<SocketCarrier> carriers = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * Makes a dialer.
   *
   * @param tls whom to trust, for {@code wss}
   * @param executor where connecting blocks, for 20 s at most each time
   */
  public WebSocketDialer(SSLContext tls, Executor executor) {
    this(tls, executor, ProxySelector.getDefault());
  }

  WebSocketDialer(SSLContext tls, Executor executor, @Nullable ProxySelector proxies) {
    this.executor = requireNonNull(executor, "executor");
    connector = new Connector(requireNonNull(tls, "tls"), proxies);
    timer = new ScheduledThreadPoolExecutor(1, WebSocketDialer::timerThread);
    timer.setKeepAliveTime(10, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
    timer.setRemoveOnCancelPolicy(true);
  }

  private static Thread timerThread(Runnable task) {
    Thread thread = new Thread(task, "websocket-timer");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Opens a WebSocket: 10 s for the connection and as much for the handshakes.
   *
   * @param target {@code wss://} or {@code ws://}
   * @param subprotocol the one that the server has to choose; empty for none
   * @param headers fields of the request besides those of the handshake
   * @param limits what the session may not exceed, as at a server
   * @param listener its {@code onOpen} is called before the stage completes
   * @return the open session; the stage fails with a {@link DialException}, and may be cancelled
   */
  public CompletionStage<WebSocketSession> dial(
      URI target,
      String subprotocol,
      HttpHeaders headers,
      WebSocketLimits limits,
      WebSocketListener listener) {
    Target parsed = Target.of(target);
    WebSocketUpgrade upgrade = new WebSocketUpgrade(headers, subprotocol, limits, listener);
    CompletableFuture<WebSocketSession> session = new CompletableFuture<>();
    Attempt attempt = new Attempt();
    attempts.add(attempt);
    session.whenComplete(
        (open, failure) -> {
          attempts.remove(attempt);
          if (session.isCancelled()) {
            attempt.end(new DialException(Kind.OTHER, "cancelled"));
          }
        });
    try {
      executor.execute(() -> run(parsed, upgrade, attempt, session));
    } catch (RejectedExecutionException e) {
      session.completeExceptionally(new DialException(Kind.OTHER, "the workers have stopped", e));
    }
    if (closed) {
      attempt.end(closedDialer());
    }
    return session;
  }

  private void run(
      Target target,
      WebSocketUpgrade upgrade,
      Attempt attempt,
      CompletableFuture<WebSocketSession> session) {
    try {
      SocketCarrier carrier = open(target, upgrade, attempt);
      if (!session.complete(carrier.session())) {
        carrier.session().abort();
      }
    } catch (DialException e) {
      session.completeExceptionally(e);
    } catch (IOException | RuntimeException e) {
      session.completeExceptionally(
          new DialException(Kind.OTHER, target.address() + ": " + e.getMessage(), e));
    }
  }

  private SocketCarrier open(Target target, WebSocketUpgrade upgrade, Attempt attempt)
      throws DialException, IOException {
    Socket plain = connector.connect(target, attempt);
    ScheduledFuture<?> limit = null;
    boolean open = false;
    try {
      limit = limit(target, attempt);
      Socket socket = target.secure() ? connector.secure(plain, target, attempt) : plain;
      new ClientHandshake(target, upgrade.subprotocol(), upgrade.headers()).shake(socket, attempt);
      SocketCarrier carrier =
          new SocketCarrier(plain, socket, upgrade, timer, () -> closed, carriers::remove);
      attempt.done();
      carriers.add(carrier);
      open = true;
      carrier.begin("websocket " + target.address());
      if (closed) {
        carrier.cut();
      }
      return carrier;
    } finally {
      if (limit != null) {
        limit.cancel(false);
      }
      if (!open) {
        Attempt.close(plain);
      }
    }
  }

  /** Ends an attempt even where the other side sends a byte now and then. */
  private ScheduledFuture<?> limit(Target target, Attempt attempt) {
    attempt.limit(HANDSHAKE_PATIENCE);
    DialException late =
        new DialException(Kind.TIMEOUT, target.address() + ": no answer within 10 s");
    return timer.schedule(
        () -> attempt.end(late), HANDSHAKE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static DialException closedDialer() {
    return new DialException(Kind.OTHER, "dialing was stopped");
  }

  /** Cuts every session, and fails every attempt; does not wait. */
  @Override
  public void close() {
    closed = true;
    attempts.forEach(attempt -> attempt.end(closedDialer()));
    carriers.forEach(SocketCarrier::cut);
    timer.shutdownNow();
  }
}
