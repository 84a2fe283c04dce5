package dev.signalbox.api.link.control;

import dev.signalbox.api.http.WebSocketListener;
import dev.signalbox.api.http.WebSocketSession;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Two ends of a socket in memory, each called on a thread of its own. */
final class TextPipe implements AutoCloseable {
  private final End first;
  private final End second;

  private TextPipe(WebSocketListener first, WebSocketListener second) {
    this.first = new End(first);
    this.second = new End(second);
    this.first.other = this.second;
    this.second.other = this.first;
  }

  static TextPipe between(WebSocketListener first, WebSocketListener second) {
    TextPipe pipe = new TextPipe(first, second);
    // Both wait in line before one says anything: a socket is open before it hears.
    CompletableFuture<Void> gate = new CompletableFuture<>();
    pipe.first.run(
        () -> {
          gate.join();
          first.onOpen(pipe.first);
        });
    pipe.second.run(
        () -> {
          gate.join();
          second.onOpen(pipe.second);
        });
    gate.complete(null);
    return pipe;
  }

  WebSocketSession first() {
    return first;
  }

  @Override
  public void close() {
    first.close(1000, "");
  }

  private static final class End implements WebSocketSession {
    private final WebSocketListener listener;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private End other = this;
    private boolean over;

    End(WebSocketListener listener) {
      this.listener = listener;
    }

    void run(Runnable call) {
      if (!thread.isShutdown()) {
        thread.execute(call);
      }
    }

    private void end(int code, String reason) {
      run(
          () -> {
            if (!over) {
              over = true;
              listener.onClose(this, code, reason);
              thread.shutdown();
            }
          });
    }

    @Override
    public String subprotocol() {
      return LinkSession.PROTOCOL;
    }

    @Override
    public void request(long n) {}

    @Override
    public CompletionStage<Void> sendText(String text) {
      other.run(() -> other.listener.onText(other, text));
      return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Void> sendBinary(ByteBuffer data) {
      throw new AssertionError("the control socket carries text only");
    }

    @Override
    public long pendingBytes() {
      return 0;
    }

    @Override
    public void close(int code, String reason) {
      other.end(code, reason);
      end(code, reason);
    }

    @Override
    public void abort() {
      close(1006, "");
    }

    @Override
    public boolean isOpen() {
      return !over;
    }
  }
}
