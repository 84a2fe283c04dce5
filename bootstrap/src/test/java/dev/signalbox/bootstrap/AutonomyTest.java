package dev.signalbox.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.instance.InstanceState;
import dev.signalbox.api.routing.Page;
import dev.signalbox.daemon.event.DaemonEvents;
import dev.signalbox.daemon.instance.InstanceListener;
import dev.signalbox.daemon.instance.InstanceService;
import dev.signalbox.panel.access.InstanceScope;
import dev.signalbox.panel.history.HistoryEntry;
import dev.signalbox.panel.history.HistoryQuery;
import dev.signalbox.panel.history.HistoryService;
import dev.signalbox.panel.key.ApiKeyService;
import dev.signalbox.panel.node.Node;
import dev.signalbox.panel.node.NodeService;
import dev.signalbox.transport.netty.NettyTransport;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Threats 10 and 22: a daemon elsewhere does its work while the panel is away, and tells it once.
 */
@Tag("linux")
class AutonomyTest {
  private static final int ROUNDS = 20;
  private static final int FLOOD = 100_000;

  @TempDir Path directory;

  @Test
  void worksWhileThePanelIsAwayAndTellsEachEventOnceWhenItIsBack() throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
    int port = freePort();
    DaemonId id;
    try (Panel panel = panel(port)) {
      String code = panel.service(NodeService.class).joinCode("far").toString();
      id = new DaemonId(Membership.join(daemonData(), url(port), code, List.of()).daemon());
      try (Daemon daemon = daemon()) {
        await(() -> status(panel, id) == Node.Status.ONLINE);
      }
    }
    // From here on without a panel.
    InstanceId instance;
    try (Daemon daemon = daemon()) {
      instance = TestSite.instance(daemon, "sleeper", "sleep", "1000");
      for (int round = 0; round < ROUNDS; round++) {
        TestSite.run(daemon, instance);
        InstanceService instances = daemon.service(InstanceService.class);
        instances.kill(instance);
        await(() -> instances.get(instance).state() == InstanceState.STOPPED);
      }
    }
    try (Daemon daemon = daemon();
        Panel panel = panel(port)) {
      await(() -> status(panel, id) == Node.Status.ONLINE);
      TestSite.run(daemon, instance);
      List<String> expected = new ArrayList<>();
      for (int round = 0; round <= ROUNDS; round++) {
        expected.addAll(List.of("stopped", "starting", "running"));
      }
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(states(panel, port))
                      .filteredOn(state -> !state.equals("stopping"))
                      .isEqualTo(expected));
    }
  }

  @Test
  void aHundredThousandEventsComeOnceAndInOrderAfterTheOutage() throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
    int port = freePort();
    DaemonId id;
    try (Panel panel = panel(port)) {
      String code = panel.service(NodeService.class).joinCode("far").toString();
      id = new DaemonId(Membership.join(daemonData(), url(port), code, List.of()).daemon());
    }
    EventProbe probe = new EventProbe();
    try (Daemon daemon = daemon(probe)) {
      for (int number = 1; number <= FLOOD; number++) {
        probe.happen(new InstanceId("i" + number));
      }
      try (Panel panel = panel(port)) {
        await(() -> status(panel, id) == Node.Status.ONLINE);
        HistoryService history = panel.service(HistoryService.class);
        HistoryQuery everything = new HistoryQuery(Map.of(id, InstanceScope.all()), null, null);
        Awaitility.await()
            .atMost(Duration.ofMinutes(2))
            .until(
                () ->
                    history.find(everything, 1, null).items().stream()
                        .anyMatch(newest -> newest.instance().value().equals("i" + FLOOD)));
        List<String> told = new ArrayList<>();
        String cursor = null;
        do {
          Page<HistoryEntry> page = history.find(everything, 1000, cursor);
          page.items().forEach(entry -> told.add(entry.instance().value()));
          cursor = page.next();
        } while (cursor != null);
        Collections.reverse(told);
        assertThat(told)
            .containsExactlyElementsOf(
                IntStream.rangeClosed(1, FLOOD).mapToObj(number -> "i" + number).toList());
      }
    }
  }

  /** Learns what numbers the daemon's events, as a plugin could. */
  private static final class EventProbe {
    private InstanceListener events;

    @Inject
    void take(DaemonEvents numbered) {
      events = (InstanceListener) numbered;
    }

    void happen(InstanceId instance) {
      events.removed(instance);
    }
  }

  private Panel panel(int port) {
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

  private Daemon daemon() {
    return daemon(new EventProbe());
  }

  private Daemon daemon(EventProbe probe) {
    Daemon daemon =
        Daemon.builder()
            .module(binder -> binder.requestInjection(probe))
            .dataDirectory(daemonData())
            .transport(new NettyTransport())
            .listen("127.0.0.1", 0)
            .stopInstancesOnClose(true)
            .build();
    daemon.start();
    return daemon;
  }

  private Path daemonData() {
    return directory.resolve("daemon");
  }

  private static URI url(int port) {
    return URI.create("https://localhost:" + port);
  }

  private static Node.Status status(Panel panel, DaemonId id) {
    return panel.service(NodeService.class).get(id).status();
  }

  /** Returns the states of the history, the oldest first. */
  private static List<String> states(Panel panel, int port) {
    JsonArray items =
        TestClient.trusting(panel.authorityFile())
            .get(
                url(port) + "/api/v1/history?limit=1000",
                TestSite.bearer(panel.service(ApiKeyService.class).createLocal().secret()))
            .json()
            .getAsJsonArray("items");
    List<String> states = new ArrayList<>();
    for (JsonElement item : items) {
      states.add(item.getAsJsonObject().get("state").getAsString());
    }
    Collections.reverse(states);
    return states;
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0)) {
      return probe.getLocalPort();
    }
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(condition);
  }
}
