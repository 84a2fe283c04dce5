package dev.signalbox.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.instance.InstanceSpec;
import dev.signalbox.api.json.Json;
import dev.signalbox.daemon.instance.InstanceService;
import dev.signalbox.transport.netty.NettyTransport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The history over restarts of panel and daemon. */
@Tag("linux")
final class HistoryTest {
  @TempDir Path directory;

  @Test
  void tellsWhatHappenedWithoutALinkOnceItIsUpAgain() {
    List<String> before;
    InstanceId instance;
    try (TestSite site = TestSite.start(directory, NettyTransport::new)) {
      Daemon daemon = site.daemon("d");
      instance = TestSite.instance(daemon, "lobby", "sleep", "1000");
      TestSite.run(daemon, instance);
      before = awaitStates(site, "running");
      assertThat(before).containsExactly("stopped", "starting", "running");
      // Closing takes the link down first and stops the instance then.
    }
    try (TestSite site = TestSite.start(directory, NettyTransport::new)) {
      Daemon daemon = site.daemon("d");
      List<String> after = awaitStates(site, "stopped");
      assertThat(after).startsWith("stopped", "starting", "running", "stopping", "stopped");
      assertThat(after).filteredOn("running"::equals).hasSize(1);

      daemon.service(InstanceService.class).start(instance);
      List<String> again = awaitStates(site, "running");
      assertThat(again.subList(0, after.size())).isEqualTo(after);
      assertThat(again.subList(after.size(), again.size())).containsExactly("starting", "running");
    }
  }

  @Test
  void tellsWhatInstancesDoWhileTheDaemonStarts() {
    try (TestSite site = TestSite.start(directory, NettyTransport::new)) {
      site.daemon("d")
          .service(InstanceService.class)
          .create(
              Json.read(
                  "{\"name\":\"lobby\",\"autoStart\":true,"
                      + "\"driver\":{\"type\":\"process\",\"command\":[\"sleep\",\"1000\"]}}",
                  InstanceSpec.class));
      awaitStates(site, "stopped");
    }
    try (TestSite site = TestSite.start(directory, NettyTransport::new)) {
      site.daemon("d");
      assertThat(awaitStates(site, "running")).containsExactly("stopped", "starting", "running");
    }
  }

  /** Returns the states of the history, the oldest first, once the newest is that. */
  private static List<String> awaitStates(TestSite site, String newest) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> !states(site).isEmpty() && states(site).endsWith(newest));
    return List.of(states(site).split(" "));
  }

  private static String states(TestSite site) {
    String body = site.get("/api/v1/history", site.administratorKey()).body();
    JsonArray items = Json.parse(body).getAsJsonObject().getAsJsonArray("items");
    List<String> states = new ArrayList<>();
    for (JsonElement item : items) {
      states.add(item.getAsJsonObject().get("state").getAsString());
    }
    Collections.reverse(states);
    return String.join(" ", states);
  }
}
