package dev.signalbox.benchmarks.subject;

import dev.signalbox.api.http.WebSocketListener;
import dev.signalbox.api.http.WebSocketSession;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sends one buffer to every session, as many times as the text of whoever asks says.
 *
 * <p>A session's first message tells its client that it takes part from now on. The sender goes on
 * when the messages of the last but one batch were handed to the sockets, so that what waits is
 * bounded and no socket runs dry.
 */
final class FanOut implements WebSocketListener {
  private static final int BATCH = 64;

  private final Set<WebSocketSession> sessions = ConcurrentHashMap.newKeySet();
  private final ByteBuffer message = ByteBuffer.allocateDirect(FanOutFormat.PAYLOAD_BYTES);

  @Override
  public void onOpen(WebSocketSession session) {
    sessions.add(session);
    CompletionStage<Void> unused = session.sendBinary(message);
    session.request(Long.MAX_VALUE);
  }

  @Override
  public void onText(WebSocketSession session, String text) {
    int count = Integer.parseInt(text);
    List<CompletionStage<Void>> before = List.of();
    for (int sent = 0; sent < count; sent += BATCH) {
      List<CompletionStage<Void>> last = batch(Math.min(BATCH, count - sent));
      await(before);
      before = last;
    }
    await(before);
  }

  @Override
  public void onBinary(WebSocketSession session, ByteBuffer data) {}

  @Override
  public void onClose(WebSocketSession session, int code, String reason) {
    sessions.remove(session);
  }

  private List<CompletionStage<Void>> batch(int messages) {
    for (int i = 1; i < messages; i++) {
      for (WebSocketSession session : sessions) {
        CompletionStage<Void> unused = session.sendBinary(message);
      }
    }
    List<CompletionStage<Void>> last = new ArrayList<>(sessions.size());
    for (WebSocketSession session : sessions) {
      last.add(session.sendBinary(message));
    }
    return last;
  }

  private static void await(List<CompletionStage<Void>> stages) {
    for (CompletionStage<Void> stage : stages) {
      try {
        stage.toCompletableFuture().join();
      } catch (CompletionException e) {
        throw new IllegalStateException("a client left in mid measurement", e);
      }
    }
  }
}
