package dev.signalbox.api.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.api.http.HttpHandler;
import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.WebSocketLimits;
import dev.signalbox.api.http.WebSocketListener;
import dev.signalbox.api.http.WebSocketSession;
import dev.signalbox.api.http.WebSocketUpgrade;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes note of what happens in a WebSocket session. */
final class ListenerProbe implements WebSocketListener {
  /** How a session ended. */
  record Closed(int code, String reason) {}

  private final long initialDemand;
  private final CompletableFuture<WebSocketSession> opened = new CompletableFuture<>();
  private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
  private final CompletableFuture<Closed> closed = new CompletableFuture<>();
  private final AtomicInteger closes = new AtomicInteger();

  private ListenerProbe(long initialDemand) {
    this.initialDemand = initialDemand;
  }

  static ListenerProbe asking() {
    return new ListenerProbe(Long.MAX_VALUE);
  }

  static ListenerProbe waiting() {
    return new ListenerProbe(0);
  }

  HttpHandler handler(WebSocketLimits limits) {
    return request -> upgrade("", limits).asStage();
  }

  HttpHandler handler() {
    return handler(WebSocketLimits.DEFAULT);
  }

  WebSocketUpgrade upgrade(String subprotocol, WebSocketLimits limits) {
    return new WebSocketUpgrade(HttpHeaders.of("X", "y"), subprotocol, limits, this);
  }

  WebSocketSession session() throws Exception {
    return opened.get(10, TimeUnit.SECONDS);
  }

  /** Returns the next message, text as it is and binary behind {@code "binary "}. */
  String next() throws InterruptedException {
    String message = messages.poll(10, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("no message");
    }
    return message;
  }

  int waitingMessages() {
    return messages.size();
  }

  Closed closed() throws Exception {
    return closed.get(10, TimeUnit.SECONDS);
  }

  boolean isClosed() {
    return closed.isDone();
  }

  int closes() {
    return closes.get();
  }

  @Override
  public void onOpen(WebSocketSession session) {
    if (initialDemand > 0) {
      session.request(initialDemand);
    }
    opened.complete(session);
  }

  @Override
  public void onText(WebSocketSession session, String text) {
    if (text.equals("throw")) {
      throw new IllegalStateException("on purpose");
    }
    messages.add(text);
  }

  @Override
  public void onBinary(WebSocketSession session, ByteBuffer data) {
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    messages.add("binary " + new String(bytes, UTF_8));
  }

  @Override
  public void onClose(WebSocketSession session, int code, String reason) {
    closes.incrementAndGet();
    closed.complete(new Closed(code, reason));
  }
}
