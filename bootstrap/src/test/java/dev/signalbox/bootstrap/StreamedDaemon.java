package dev.signalbox.bootstrap;

import dev.signalbox.api.http.HttpHandler;
import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.http.WebSocketListener;
import dev.signalbox.api.http.WebSocketUpgrade;
import dev.signalbox.api.link.dial.WebSocketDialer;
import dev.signalbox.api.link.stream.StreamPool;
import dev.signalbox.api.link.stream.StreamServer;
import dev.signalbox.api.link.stream.StreamSockets;
import dev.signalbox.api.transport.HttpLimits;
import dev.signalbox.api.transport.HttpServer;
import dev.signalbox.api.transport.ListenerSpec;
import dev.signalbox.api.transport.ServerSpec;
import dev.signalbox.transport.netty.NettyTransport;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/** Streams over the network to whatever serves them. */
final class StreamedDaemon implements HttpHandler, AutoCloseable {
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final ExecutorService dialling = Executors.newCachedThreadPool();
  private final HttpServer server;
  private final WebSocketDialer dialer;
  private final StreamPool pool;

  /** Serves streams as the protocol has them. */
  static StreamedDaemon serving(HttpHandler handler) {
    return new StreamedDaemon(request -> new StreamServer(handler, request.peer()));
  }

  /** Takes each stream by a listener that may say anything. */
  StreamedDaemon(Function<HttpRequest, WebSocketListener> streams) {
    server =
        new NettyTransport()
            .create(
                new ServerSpec(
                    "streams", List.of(ListenerSpec.plain("127.0.0.1", 0)), HttpLimits.DEFAULT),
                request ->
                    new WebSocketUpgrade(
                            HttpHeaders.empty(),
                            StreamSockets.SUBPROTOCOL,
                            StreamSockets.LIMITS,
                            streams.apply(request))
                        .asStage());
    server.start();
    try {
      dialer = new WebSocketDialer(SSLContext.getDefault(), dialling);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
    pool = new StreamPool(this::open, 16, timer);
  }

  private void open(int count) {
    URI target = URI.create("ws://127.0.0.1:" + server.addresses().get(0).getPort() + "/");
    for (int i = 0; i < count; i++) {
      // The pool asks for the first ones before it can be named.
      timer.execute(
          () ->
              dialer.dial(
                  target,
                  StreamSockets.SUBPROTOCOL,
                  HttpHeaders.empty(),
                  StreamSockets.LIMITS,
                  pool.accept()));
    }
  }

  @Override
  public CompletionStage<HttpReply> handle(HttpRequest request) {
    return pool.handle(request);
  }

  @Override
  public void close() {
    pool.close();
    dialer.close();
    server.stop(Duration.ZERO);
    timer.shutdownNow();
    dialling.shutdownNow();
  }
}
