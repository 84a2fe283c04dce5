package dev.signalbox.api.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.api.http.HttpHandler;
import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.ResponseBody;
import dev.signalbox.api.http.WebSocketLimits;
import dev.signalbox.api.http.WebSocketListener;
import dev.signalbox.api.http.WebSocketSession;
import dev.signalbox.api.http.WebSocketUpgrade;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Certificates that are replaced while connections come, go and stay. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class CertificateReplacementContract extends TransportContract {
  private static final int TIMES = 50;
  private static final TlsMaterial SECOND = TestCertificates.named("second.test");
  private static final byte[] BODY = new byte[50_000];

  /** What one client does over and over. */
  private interface Round {
    void run() throws Exception;
  }

  private final List<Thread> threads = new ArrayList<>();
  private final List<AtomicInteger> rounds = new ArrayList<>();
  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
  private volatile boolean over;

  private static final HttpHandler SERVING =
      request -> {
        if (request.path().equals("/socket")) {
          return new WebSocketUpgrade(HttpHeaders.empty(), "", WebSocketLimits.DEFAULT, new Echo())
              .asStage();
        }
        return length(request)
            .thenApply(
                length ->
                    new HttpResponse(
                        200,
                        HttpHeaders.of("Received", Integer.toString(length)),
                        ResponseBody.of(BODY)));
      };

  private static CompletableFuture<Integer> length(HttpRequest request) {
    BodyProbe probe = BodyProbe.readingAll();
    request.body().subscribe(probe);
    return probe.result().thenApply(bytes -> bytes.length);
  }

  private static final class Echo implements WebSocketListener {
    @Override
    public void onOpen(WebSocketSession session) {
      session.request(Long.MAX_VALUE);
    }

    @Override
    public void onText(WebSocketSession session, String text) {
      session.sendText(text);
    }

    @Override
    public void onBinary(WebSocketSession session, ByteBuffer data) {}

    @Override
    public void onClose(WebSocketSession session, int code, String reason) {}
  }

  private void repeat(Round round) {
    AtomicInteger done = new AtomicInteger();
    rounds.add(done);
    Thread thread =
        new Thread(
            () -> {
              try {
                while (!over) {
                  round.run();
                  done.incrementAndGet();
                }
              } catch (Exception | AssertionError e) {
                failures.add(e);
              }
            });
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  private static void exchange(RawClient client) throws Exception {
    assertThat(client.get("/").read().body()).hasSize(BODY.length);
    client.request("PUT", "/", "Content-Length: " + BODY.length).send(BODY);
    assertThat(client.read().headers().all("Received")).containsExactly("" + BODY.length);
  }

  @Test
  void dropsNothingUnderLoad() throws Exception {
    HttpServer server = serve(SERVING);
    SSLContext trusting = TestCertificates.trusting(MATERIAL, SECOND);
    RawClient kept = connect(server);
    RawWebSocket socket = RawWebSocket.open(connect(server));
    repeat(() -> exchange(kept));
    repeat(
        () -> {
          socket.text("round");
          assertThat(socket.read().text()).isEqualTo("round");
        });
    for (String protocol : List.of("TLSv1.2", "TLSv1.3")) {
      repeat(
          () -> {
            try (RawClient fresh = RawClient.tls(server.addresses().get(0), trusting, protocol)) {
              exchange(fresh);
            }
          });
    }

    for (int i = 0; i < TIMES; i++) {
      TlsMaterial next = i % 2 == 0 ? SECOND : MATERIAL;
      List<Integer> before = rounds.stream().map(AtomicInteger::get).toList();
      server.reloadTls(next);
      try (RawClient fresh = RawClient.tls(server.addresses().get(0), trusting)) {
        assertThat(((SSLSocket) fresh.socket()).getSession().getPeerCertificates()[0])
            .isEqualTo(next.chain().get(0));
      }
      await().until(() -> !failures.isEmpty() || allWentOn(before));
      assertThat(failures).as("after %d replacements", i + 1).isEmpty();
    }

    over = true;
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(failures).isEmpty();
    socket.close(1000);
    assertThat(socket.readCloseCode()).isEqualTo(1000);
  }

  private boolean allWentOn(List<Integer> before) {
    for (int i = 0; i < before.size(); i++) {
      if (rounds.get(i).get() == before.get(i)) {
        return false;
      }
    }
    return true;
  }
}
