package dev.signalbox.api.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.api.http.HttpHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that come and go: nothing of them may stay. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class StartStopContract extends TransportContract {
  private static final int WARM_UP = 10;
  private static final int CYCLES = 200;

  private final HttpHandler handler =
      request ->
          request.path().equals("/socket")
              ? ListenerProbe.asking().handler().handle(request)
              : text("hello").asStage();

  /** Stops while clients are there, or behind them, by turns. */
  private void cycle(boolean crowded) throws Exception {
    try (HttpServer server = subject().transport().create(spec(HttpLimits.DEFAULT), handler)) {
      server.start();
      try (RawClient client = reach(server)) {
        assertThat(client.get("/").read().text()).isEqualTo("hello");
        RawWebSocket.open(client);
        if (crowded) {
          server.stop(Duration.ZERO);
        }
      }
      server.stop(Duration.ofSeconds(10));
    }
  }

  @Test
  void leaveNoDescriptorAndNoThreadBehind() throws Exception {
    for (int i = 0; i < WARM_UP; i++) {
      cycle(i % 2 == 0);
    }
    Resources before = Resources.now();
    for (int i = 0; i < CYCLES; i++) {
      cycle(i % 2 == 0);
    }
    // Elsewhere the look itself would be one thread more.
    await()
        .pollInSameThread()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              Resources now = Resources.now();
              assertThat(now.threads()).isLessThanOrEqualTo(before.threads());
              assertThat(now.descriptors()).isLessThanOrEqualTo(before.descriptors());
            });
  }
}
