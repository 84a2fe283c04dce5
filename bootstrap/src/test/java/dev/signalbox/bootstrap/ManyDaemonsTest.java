package dev.signalbox.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.panel.node.Node;
import dev.signalbox.panel.node.NodeService;
import dev.signalbox.transport.netty.NettyTransport;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A panel with more daemons than most have. */
class ManyDaemonsTest {
  private static final int DAEMONS = 200;
  private static final Duration BACK = Duration.ofSeconds(10);

  @TempDir Path directory;

  @Test
  void allAreOnlineAgainWithinTenSecondsOfThePanelsStart() {
    Panel before = start(0);
    int port = before.port();
    List<String> codes =
        IntStream.range(0, DAEMONS)
            .mapToObj(each -> before.service(NodeService.class).joinCode("many-" + each).toString())
            .toList();
    URI url = URI.create("https://localhost:" + port);
    try (SimulatedDaemons simulated = SimulatedDaemons.join(url, codes, directory)) {
      try (before) {
        await(before, Duration.ofMinutes(1));
      }
      try (Panel after = start(port)) {
        await(after, BACK);
        assertThat(online(after)).isEqualTo(DAEMONS);
      }
    }
  }

  private Panel start(int port) {
    Panel panel =
        Panel.builder()
            .dataDirectory(directory.resolve("panel"))
            .transport(new NettyTransport())
            .listen("127.0.0.1", port)
            .initialAdministratorPassword(TestSite.PASSWORD)
            .build();
    panel.start();
    return panel;
  }

  private static void await(Panel panel, Duration patience) {
    Awaitility.await().atMost(patience).until(() -> online(panel) == DAEMONS);
  }

  private static long online(Panel panel) {
    return panel.service(NodeService.class).list().stream()
        .filter(node -> node.status() == Node.Status.ONLINE)
        .count();
  }
}
