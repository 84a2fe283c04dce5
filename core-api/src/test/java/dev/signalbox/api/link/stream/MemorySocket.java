package dev.signalbox.api.link.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.api.http.WebSocketListener;
import dev.signalbox.api.http.WebSocketSession;
import dev.signalbox.api.routing.SerialExecutor;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One end of a WebSocket in memory, which delivers on changing threads and after changing delays;
 * what is sent is copied only as it is delivered, as by a socket that is slow to take it.
 */
final class MemorySocket implements WebSocketSession {
  private record Message(ByteBuffer binary, String text, CompletableFuture<Void> sent) {}

  private final WebSocketListener listener;
  private final SerialExecutor tasks;
  private final Executor late;
  private final ArrayDeque<Message> inbox = new ArrayDeque<>();
  private final AtomicLong pending = new AtomicLong();
  private MemorySocket peer;
  private long demand;
  private volatile boolean closing;
  private Runnable end;
  private boolean over;

  private MemorySocket(WebSocketListener listener, Executor threads, Random random) {
    this.listener = listener;
    this.tasks = new SerialExecutor(threads);
    this.late =
        task ->
            threads.execute(
                () -> {
                  int turns = next(random, 200);
                  for (int i = 0; i < turns; i++) {
                    Thread.onSpinWait();
                  }
                  task.run();
                });
  }

  private static int next(Random random, int bound) {
    return random.nextInt(bound);
  }

  /** Connects two listeners; returns the first one's session. */
  static MemorySocket connect(
      WebSocketListener first, WebSocketListener second, Executor threads, Random random) {
    MemorySocket a = new MemorySocket(first, threads, random);
    MemorySocket b = new MemorySocket(second, threads, random);
    a.peer = b;
    b.peer = a;
    a.tasks.execute(() -> first.onOpen(a));
    b.tasks.execute(() -> second.onOpen(b));
    return a;
  }

  @Override
  public String subprotocol() {
    return StreamSockets.SUBPROTOCOL;
  }

  @Override
  public void request(long n) {
    tasks.execute(
        () -> {
          demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
          deliver();
        });
  }

  @Override
  public CompletionStage<Void> sendText(String text) {
    return send(new Message(null, text, new CompletableFuture<>()), text.getBytes(UTF_8).length);
  }

  @Override
  public CompletionStage<Void> sendBinary(ByteBuffer data) {
    return send(new Message(data.duplicate(), null, new CompletableFuture<>()), data.remaining());
  }

  private CompletionStage<Void> send(Message message, int size) {
    if (closing) {
      return CompletableFuture.failedStage(new ClosedChannelException());
    }
    pending.addAndGet(size);
    message.sent.whenComplete((done, failure) -> pending.addAndGet(-size));
    peer.tasks.execute(() -> peer.arrived(message));
    return message.sent;
  }

  private void arrived(Message message) {
    if (over) {
      message.sent.completeExceptionally(new ClosedChannelException());
      return;
    }
    inbox.add(message);
    deliver();
  }

  private void deliver() {
    while (demand > 0 && !inbox.isEmpty() && !over) {
      demand--;
      Message message = inbox.remove();
      if (message.text != null) {
        listener.onText(this, message.text);
      } else {
        listener.onBinary(this, copy(message.binary));
      }
      late.execute(() -> message.sent.complete(null));
    }
    if (end != null && inbox.isEmpty() && !over) {
      over = true;
      end.run();
    }
  }

  private static ByteBuffer copy(ByteBuffer data) {
    ByteBuffer copy = ByteBuffer.allocate(data.remaining());
    return copy.put(data.duplicate()).flip();
  }

  @Override
  public long pendingBytes() {
    return pending.get();
  }

  @Override
  public void close(int code, String reason) {
    if (!closing) {
      closing = true;
      tasks.execute(() -> ended(code, reason, true));
      peer.tasks.execute(() -> peer.ended(code, reason, false));
    }
  }

  @Override
  public void abort() {
    closing = true;
    tasks.execute(() -> ended(1006, "", true));
    peer.tasks.execute(() -> peer.ended(1006, "", true));
  }

  private void ended(int code, String reason, boolean atOnce) {
    closing = true;
    if (atOnce) {
      inbox.forEach(message -> message.sent.completeExceptionally(new ClosedChannelException()));
      inbox.clear();
    }
    if (end == null) {
      end = () -> listener.onClose(this, code, reason);
    }
    deliver();
  }

  @Override
  public boolean isOpen() {
    return !closing;
  }
}
