package dev.signalbox.benchmarks;

import dev.signalbox.benchmarks.LinkSite.Way;
import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A console on {@code cat}; what it writes comes back. One thread at a time. */
final class EchoConsole implements WebSocket.Listener, AutoCloseable {
  private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(1024);
  private final StringBuilder partial = new StringBuilder();
  private @Nullable WebSocket socket;

  static EchoConsole open(LinkSite site, Way way) throws IOException, InterruptedException {
    LinkSite.Leave leave = site.leave("console", null);
    EchoConsole console = new EchoConsole();
    console.socket =
        site.client()
            .newWebSocketBuilder()
            .subprotocols("signalbox.console.v1", "ticket." + leave.ticket())
            .buildAsync(leave.url(way), console)
            .join();
    return console;
  }

  /** Returns how many nanoseconds it takes until a line comes back. */
  long echo(String line) throws InterruptedException {
    WebSocket open = socket;
    if (open == null) {
      throw new IllegalStateException("console: not open");
    }
    long begin = System.nanoTime();
    open.sendText("{\"type\":\"input\",\"data\":\"" + line + "\\n\"}", true);
    String back;
    do {
      back = lines.poll(10, TimeUnit.SECONDS);
      if (back == null) {
        throw new BenchmarkException("a keystroke did not come back within 10 s");
      }
    } while (!back.equals(line));
    return System.nanoTime() - begin;
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    partial.append(StandardCharsets.UTF_8.decode(data));
    for (int end = partial.indexOf("\n"); end >= 0; end = partial.indexOf("\n")) {
      lines.offer(partial.substring(0, end).strip());
      partial.delete(0, end + 1);
    }
    from.request(1);
    return null;
  }

  @Override
  public void close() {
    WebSocket open = socket;
    if (open != null) {
      open.abort();
    }
  }
}
