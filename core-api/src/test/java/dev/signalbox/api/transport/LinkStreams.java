package dev.signalbox.api.transport;

import dev.signalbox.api.http.HttpHandler;
import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.http.Peer;
import dev.signalbox.api.http.RequestBody;
import dev.signalbox.api.http.WebSocketListener;
import dev.signalbox.api.http.WebSocketSession;
import dev.signalbox.api.http.WebSocketUpgrade;
import dev.signalbox.api.link.dial.WebSocketDialer;
import dev.signalbox.api.link.stream.StreamPool;
import dev.signalbox.api.link.stream.StreamServer;
import dev.signalbox.api.link.stream.StreamSockets;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/**
 * A link's streams over a real transport: one side accepts and calls, the other dials and serves,
 * or the other way round.
 */
final class LinkStreams implements HttpHandler, AutoCloseable {
  static final Peer PEER =
      new Peer(new InetSocketAddress("127.0.0.1", 1), new InetSocketAddress("127.0.0.1", 2), true);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final WebSocketDialer dialer;
  private final CompletableFuture<URI> target = new CompletableFuture<>();
  private final HttpHandler served;
  private final boolean callerDials;
  private StreamPool pool;

  private LinkStreams(SSLContext tls, HttpHandler served, boolean callerDials) {
    dialer = new WebSocketDialer(tls, threads);
    this.served = served;
    this.callerDials = callerDials;
  }

  static LinkStreams servedByTheDialler(SSLContext tls, HttpHandler served) {
    return new LinkStreams(tls, served, false);
  }

  static LinkStreams servedByTheAcceptor(SSLContext tls, HttpHandler served) {
    return new LinkStreams(tls, served, true);
  }

  /** Begins with the streams; the server serves {@link #handle}. */
  LinkStreams begin(URI server) {
    target.complete(server.resolve("/stream"));
    pool = new StreamPool(this::open, 16, timer);
    return this;
  }

  StreamPool pool() {
    return pool;
  }

  WebSocketDialer dialer() {
    return dialer;
  }

  private void open(int count) {
    for (int i = 0; i < count; i++) {
      dial(callerDials ? pool.accept() : server());
    }
  }

  CompletionStage<WebSocketSession> dial(WebSocketListener listener) {
    return dialer.dial(
        target.join(),
        StreamSockets.SUBPROTOCOL,
        HttpHeaders.empty(),
        StreamSockets.LIMITS,
        listener);
  }

  private WebSocketListener server() {
    return new StreamServer(served, PEER, threads);
  }

  /** Accepts streams, and relays whatever else is asked for. */
  @Override
  public CompletionStage<HttpReply> handle(HttpRequest request) {
    if (!request.path().equals("/stream")) {
      return pool.handle(request);
    }
    return new WebSocketUpgrade(
            HttpHeaders.empty(),
            StreamSockets.SUBPROTOCOL,
            StreamSockets.LIMITS,
            callerDials ? server() : pool.accept())
        .asStage();
  }

  HttpReply call(String method, String path, RequestBody body) throws Exception {
    return begun(method, path, body).get(30, TimeUnit.SECONDS);
  }

  CompletableFuture<HttpReply> begun(String method, String path, RequestBody body) {
    HttpRequest request =
        new HttpRequest(method, path, "", HttpHeaders.of("Host", "daemon"), body, PEER);
    return pool.handle(request).toCompletableFuture();
  }

  @Override
  public void close() {
    if (pool != null) {
      pool.close();
    }
    dialer.close();
    timer.shutdownNow();
    threads.shutdownNow();
  }
}
