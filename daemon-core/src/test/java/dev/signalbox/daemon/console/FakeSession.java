package dev.signalbox.daemon.console;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.signalbox.api.http.WebSocketListener;
import dev.signalbox.api.http.WebSocketSession;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A client that takes what it is sent, or stalls; it checks the protocol as it goes. */
final class FakeSession implements WebSocketSession {
  private record Waiting(int bytes, CompletableFuture<Void> stage) {}

  final List<JsonObject> texts = new ArrayList<>();
  final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final WebSocketListener listener;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private boolean stalled;
  private long pending;
  private long most;
  private long demand;
  private long position = -1;
  private int closeCode;
  private boolean aborted;

  FakeSession(WebSocketListener listener) {
    this.listener = listener;
  }

  FakeSession opened() {
    listener.onOpen(this);
    return this;
  }

  void says(String text) {
    listener.onText(this, text);
  }

  synchronized void stall() {
    stalled = true;
  }

  void resume() {
    List<Waiting> taken;
    synchronized (this) {
      stalled = false;
      taken = List.copyOf(waiting);
      waiting.clear();
      taken.forEach(message -> pending -= message.bytes());
    }
    taken.forEach(message -> message.stage().complete(null));
  }

  @Override
  public String subprotocol() {
    return Consoles.SUBPROTOCOL;
  }

  @Override
  public synchronized void request(long n) {
    demand += n;
  }

  @Override
  public CompletionStage<Void> sendText(String text) {
    synchronized (this) {
      JsonObject message = JsonParser.parseString(text).getAsJsonObject();
      texts.add(message);
      switch (message.get("type").getAsString()) {
        case "hello" -> position = message.get("offset").getAsLong();
        case "gap" -> {
          if (message.get("from").getAsLong() != position) {
            throw new AssertionError("gap at " + position + ": " + text);
          }
          position = message.get("to").getAsLong();
        }
        default -> {}
      }
    }
    return taken(text.length());
  }

  @Override
  public CompletionStage<Void> sendBinary(ByteBuffer data) {
    synchronized (this) {
      if (position < 0) {
        throw new AssertionError("output before the hello");
      }
      byte[] bytes = new byte[data.remaining()];
      data.duplicate().get(bytes);
      output.writeBytes(bytes);
      position += bytes.length;
    }
    return taken(data.remaining());
  }

  private synchronized CompletionStage<Void> taken(int bytes) {
    if (!stalled) {
      return CompletableFuture.completedFuture(null);
    }
    pending += bytes;
    most = Math.max(most, pending);
    CompletableFuture<Void> stage = new CompletableFuture<>();
    waiting.add(new Waiting(bytes, stage));
    return stage;
  }

  @Override
  public synchronized long pendingBytes() {
    return pending;
  }

  @Override
  public void close(int code, String reason) {
    synchronized (this) {
      if (closeCode != 0) {
        return;
      }
      closeCode = code;
    }
    listener.onClose(this, code, reason);
  }

  @Override
  public void abort() {
    synchronized (this) {
      aborted = true;
    }
    close(1006, "");
  }

  @Override
  public synchronized boolean isOpen() {
    return closeCode == 0;
  }

  synchronized int closeCode() {
    return closeCode;
  }

  synchronized boolean isAborted() {
    return aborted;
  }

  synchronized long position() {
    return position;
  }

  synchronized long mostPending() {
    return most;
  }

  synchronized long demand() {
    return demand;
  }

  synchronized byte[] bytes() {
    return output.toByteArray();
  }

  synchronized List<JsonObject> texts(String type) {
    return texts.stream().filter(text -> text.get("type").getAsString().equals(type)).toList();
  }
}
