package dev.signalbox.bootstrap;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An open console, and what came over it. */
final class TestConsole implements WebSocket.Listener, AutoCloseable {
  private final List<JsonObject> messages = new CopyOnWriteArrayList<>();
  private final StringBuffer output = new StringBuffer();
  private final StringBuilder partial = new StringBuilder();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private volatile @Nullable WebSocket socket;

  void opened(WebSocket made) {
    socket = made;
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      messages.add(JsonParser.parseString(partial.toString()).getAsJsonObject());
      partial.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    output.append(StandardCharsets.UTF_8.decode(data));
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable failure) {
    closed.complete(1006);
  }

  /** All messages so far, in order. */
  List<JsonObject> messages() {
    return List.copyOf(messages);
  }

  /** The latest message of that type. */
  Optional<JsonObject> latest(String type) {
    return messages.stream()
        .filter(message -> message.get("type").getAsString().equals(type))
        .reduce((earlier, later) -> later);
  }

  String output() {
    return output.toString();
  }

  String subprotocol() {
    return open().getSubprotocol();
  }

  void send(String json) {
    open().sendText(json, true).join();
  }

  void type(String data) {
    JsonObject input = new JsonObject();
    input.addProperty("type", "input");
    input.addProperty("data", data);
    send(input.toString());
  }

  /** Waits until the other side closes and returns the code. */
  int awaitClose() {
    try {
      return closed.get(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("not closed", e);
    }
  }

  boolean isClosed() {
    return closed.isDone();
  }

  @Override
  public void close() {
    WebSocket made = socket;
    if (made != null) {
      made.abort();
    }
  }

  private WebSocket open() {
    WebSocket made = socket;
    if (made == null) {
      throw new AssertionError("not open");
    }
    return made;
  }
}
