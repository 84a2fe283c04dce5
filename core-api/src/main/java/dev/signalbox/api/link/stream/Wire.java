package dev.signalbox.api.link.stream;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.WebSocketSession;
import dev.signalbox.api.link.LinkError;
import dev.signalbox.api.routing.SerialExecutor;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stream's WebSocket, as either end has it, and the order of all that happens on it.
 *
 * <p>Whatever comes, from whichever thread, is a task of this executor: one runs after the other,
 * on the thread that brings it where none runs just then. So nothing waits for a lock, and every
 * class of this package but the public ones is for these tasks only.
 *
 * <p>Messages are asked for ahead, a few: an end or a close must be seen though nobody reads the
 * body before it. What an exchange has left unread is kept by its own body, so none of it can get
 * into the next.
 */
final class Wire implements Executor {
  /** Messages in flight in each direction. */
  static final int WINDOW = 8;

  /** The longest message of a body. */
  static final int MESSAGE_BYTES = 64 * 1024;

  /** The text behind a body. */
  static final String END = "{\"end\":true}";

  static final int NORMAL = 1000;
  static final int VIOLATION = 1002;
  static final int TOO_BIG = 1009;
  static final int FAILED = 1011;

  private static final Logger log = LoggerFactory.getLogger(Wire.class);

  private final SerialExecutor tasks = new SerialExecutor(Runnable::run);
  private volatile @Nullable WebSocketSession session;
  private long outstanding;
  private int consumed;

  @Override
  public void execute(Runnable task) {
    tasks.execute(task);
  }

  void opened(WebSocketSession newSession) {
    session = newSession;
    outstanding = WINDOW;
    newSession.request(WINDOW);
  }

  /** One message came. */
  void received() {
    if (outstanding != Long.MAX_VALUE) {
      outstanding--;
    }
  }

  /** So many messages that came are kept no more, so that as many others may come. */
  void consumed(int messages) {
    consumed += messages;
    if (consumed >= WINDOW / 2) {
      int count = consumed;
      consumed = 0;
      outstanding += count;
      session().request(count);
    }
  }

  /**
   * Lets so many messages come in all, where fewer may just now: for a WebSocket passed through.
   */
  void demand(long messages) {
    long more = messages - outstanding;
    if (more > 0) {
      outstanding = messages;
      session().request(more);
    }
  }

  /** May be called by any thread, once open. */
  CompletionStage<Void> sendText(String text) {
    return session().sendText(text);
  }

  /** May be called by any thread, once open. */
  CompletionStage<Void> sendBinary(ByteBuffer data) {
    return session().sendBinary(data);
  }

  /** May be called by any thread. */
  long pendingBytes() {
    return session().pendingBytes();
  }

  /** May be called by any thread. */
  boolean isOpen() {
    WebSocketSession current = session;
    return current != null && current.isOpen();
  }

  /** Says goodbye behind what was sent; may be called by any thread. */
  void close(int code, String reason) {
    session().close(code, reason);
  }

  /** Ends an exchange that nobody wants any more: at once, whatever is still to be sent. */
  void cancel() {
    WebSocketSession current = session();
    if (!current.isOpen()) {
      return;
    }
    if (current.pendingBytes() > 0) {
      current.abort();
    } else {
      current.close(NORMAL, "cancelled");
    }
  }

  /** Cuts the connection; may be called by any thread, and before it is open. */
  void abort() {
    WebSocketSession current = session;
    if (current != null) {
      current.abort();
    }
  }

  /** Closes since the other side breaks the rules. */
  void violation(String what) {
    log.warn("stream closed for a violation of its protocol: {}", what);
    close(VIOLATION, what);
  }

  /** Returns the failure of an exchange that the stream did not survive. */
  static SignalboxException broken(String why) {
    return new SignalboxException(LinkError.BROKEN, "the exchange over the link broke off: " + why);
  }

  static CompletionStage<Void> closedStage() {
    return CompletableFuture.failedStage(new ClosedChannelException());
  }

  private WebSocketSession session() {
    return requireNonNull(session, "session");
  }
}
