package dev.signalbox.api.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.http.HttpHandler;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;

/** Crowds of clients that take a place and give nothing, while somebody honest wants an answer. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class FloodContract extends TransportContract {
  private static final int IDLE = 5000;
  private static final int SLOW = 100;

  /** A connection's share of what the server may take for the crowd, in bytes. */
  private static final long SHARE = 24 * 1024;

  private static final Duration ANSWERED_WITHIN = Duration.ofMillis(200);
  private static final int PROBES = 41;

  private final HttpHandler handler =
      request ->
          switch (request.path()) {
            case "/socket" -> ListenerProbe.asking().handler().handle(request);
            case "/upload" -> count(request);
            default -> text("hello").asStage();
          };

  private static CompletionStage<HttpReply> count(HttpRequest request) {
    BodyProbe probe = BodyProbe.counting();
    request.body().subscribe(probe);
    return probe.result().thenApply(ignored -> text("" + probe.count()));
  }

  /** Returns the bytes that the engine holds outside of the heap and the JVM does not count. */
  protected abstract long uncountedMemory();

  private long memory() {
    return Resources.memoryInUse() + uncountedMemory();
  }

  @Test
  void leavesRoomForSomebodyElse(TestReporter reporter) throws Exception {
    Resources.requireDescriptors(2L * (IDLE + 5 * SLOW) + 500);
    HttpServer server = serve(TestLimits.GENEROUS, handler);
    RawClient honest = connect(server);
    probe(honest, server);
    long before = memory();

    List<SocketChannel> idle = connectIdle(server, IDLE);
    List<RawClient> heads = connectSlow(server, "GET / HTTP/1.1\r\nHost: a\r\nX: ");
    List<RawClient> bodies =
        connectSlow(
            server, "PUT /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 2147483648\r\n\r\n");
    List<RawClient> chunks =
        connectSlow(
            server,
            "PUT /upload HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n80000000\r\n");
    List<RawWebSocket> promising = new ArrayList<>();
    List<RawWebSocket> pouring = new ArrayList<>();
    for (int i = 0; i < SLOW; i++) {
      promising.add(RawWebSocket.open(connect(server)));
      pouring.add(RawWebSocket.open(connect(server)));
    }
    List<RawClient> slow = new ArrayList<>(heads);
    slow.addAll(bodies);
    slow.addAll(chunks);

    drip(slow);
    byte[] twoGiB =
        ByteBuffer.allocate(14).put((byte) 0x82).put((byte) 0xff).putLong(1L << 31).array();
    byte[] tooLarge = RawWebSocket.encode(0x80 | RawWebSocket.BINARY, new byte[70_000]);
    for (int i = 0; i < SLOW; i++) {
      promising.get(i).client().send(twoGiB);
      pouring.get(i).client().send(Arrays.copyOf(tooLarge, 60_000));
    }
    reporter.publishEntry("answered within", assertAnsweredInTime(honest, server).toString());
    for (int i = 0; i < SLOW; i++) {
      assertThat(promising.get(i).readCloseCode()).isEqualTo(1009);
      assertThat(pouring.get(i).readCloseCode()).isEqualTo(1009);
    }
    long grown = memory() - before;
    reporter.publishEntry("bytes for each connection", "" + grown / (IDLE + 5 * SLOW));

    assertThat(grown).as("bytes more in use").isLessThan((IDLE + 5 * SLOW) * SHARE);
    for (RawClient client : slow) {
      assertThat(client.isSilentFor(Duration.ofMillis(1))).isTrue();
    }
    for (SocketChannel channel : idle) {
      assertThat(channel.read(ByteBuffer.allocate(1))).as("what an idle client is sent").isZero();
    }
  }

  /** Waits in the kernel until asked, so the test's own memory is not what is measured. */
  private List<SocketChannel> connectIdle(HttpServer server, int count) throws IOException {
    List<SocketChannel> channels = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      SocketChannel channel = closeAfterwards(SocketChannel.open(server.addresses().get(0)));
      channel.configureBlocking(false);
      channels.add(channel);
    }
    return channels;
  }

  private List<RawClient> connectSlow(HttpServer server, String start) throws IOException {
    List<RawClient> clients = new ArrayList<>();
    for (int i = 0; i < SLOW; i++) {
      clients.add(connect(server).send(start));
    }
    return clients;
  }

  /** Sends a byte on each of them ten times a second. */
  private void drip(List<RawClient> clients) {
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    closeAfterwards(timer::shutdownNow);
    timer.scheduleAtFixedRate(
        () -> {
          for (RawClient client : clients) {
            try {
              client.send("x");
            } catch (IOException e) {
              // The test finds the connection closed.
            }
          }
        },
        0,
        100,
        TimeUnit.MILLISECONDS);
  }

  /**
   * Half of the probes must be in time: a machine that pauses for one of them is not the server.
   */
  private Duration assertAnsweredInTime(RawClient honest, HttpServer server) throws IOException {
    List<Duration> took = new ArrayList<>();
    for (int i = 0; i < PROBES; i++) {
      took.add(probe(honest, server));
    }
    took.sort(null);
    Duration median = took.get(PROBES / 2);
    assertThat(median).as("%s", took).isLessThanOrEqualTo(ANSWERED_WITHIN);
    return median;
  }

  /** Asks over a kept connection and over a new one, and returns what the slower answer took. */
  private Duration probe(RawClient honest, HttpServer server) throws IOException {
    Duration kept = ask(honest);
    try (RawClient fresh = reach(server)) {
      Duration first = ask(fresh);
      return kept.compareTo(first) > 0 ? kept : first;
    }
  }

  private static Duration ask(RawClient client) throws IOException {
    long start = System.nanoTime();
    assertThat(client.get("/").read().text()).isEqualTo("hello");
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
