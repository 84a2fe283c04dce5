package dev.signalbox.api.routing;

import dev.signalbox.api.http.WebSocketListener;
import dev.signalbox.api.http.WebSocketSession;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls a listener on the workers, one call after the other.
 *
 * <p>What waits is bounded by what the listener asked for. A listener that throws has its session
 * closed with 1011.
 */
final class WorkerListener implements WebSocketListener {
  private static final Logger log = LoggerFactory.getLogger(WorkerListener.class);
  private static final int INTERNAL_ERROR = 1011;

  private final WebSocketListener listener;
  private final SerialExecutor serial;

  WorkerListener(WebSocketListener listener, Executor workers) {
    this.listener = listener;
    this.serial = new SerialExecutor(workers);
  }

  @Override
  public void onOpen(WebSocketSession session) {
    call(session, () -> listener.onOpen(session));
  }

  @Override
  public void onText(WebSocketSession session, String text) {
    call(session, () -> listener.onText(session, text));
  }

  @Override
  public void onBinary(WebSocketSession session, ByteBuffer data) {
    call(session, () -> listener.onBinary(session, data));
  }

  @Override
  public void onClose(WebSocketSession session, int code, String reason) {
    call(session, () -> listener.onClose(session, code, reason));
  }

  private void call(WebSocketSession session, Runnable task) {
    try {
      serial.execute(() -> guarded(session, task));
    } catch (RejectedExecutionException e) {
      log.debug("session cut, the workers have stopped");
      session.abort();
    }
  }

  private static void guarded(WebSocketSession session, Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      log.error("websocket listener failed subprotocol={}", session.subprotocol(), e);
      session.close(INTERNAL_ERROR, "");
    }
  }
}
