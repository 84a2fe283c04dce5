package dev.signalbox.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.daemon.instance.InstanceService;
import dev.signalbox.panel.node.Node;
import dev.signalbox.panel.node.NodeService;
import dev.signalbox.transport.netty.NettyTransport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every link does, whoever dials it. */
abstract class LinkContract {
  @TempDir Path directory;
  TestSite site;
  Daemon daemon;

  /** Starts a daemon of that name that belongs to the site's panel. */
  abstract Daemon daemon(String name);

  @BeforeEach
  void start() {
    site = TestSite.start(directory, NettyTransport::new);
    daemon = daemon("far");
    await(() -> node().status() == Node.Status.ONLINE);
  }

  @AfterEach
  void stop() {
    daemon.close();
    site.close();
  }

  @Test
  void carriesWhatIsAskedOfTheDaemon() {
    JsonObject host = site.get(path("/host"), site.administratorKey()).json();
    assertThat(host.get("name").getAsString()).isNotEmpty();
  }

  @Test
  void showsInstancesAndWhatBecomesOfThem() {
    InstanceId instance = TestSite.instance(daemon, "sleeper", "sleep", "60");
    TestSite.run(daemon, instance);
    await(
        () ->
            site.get("/api/v1/instances?state=running", site.administratorKey())
                .body()
                .contains(instance.value()));
    daemon.service(InstanceService.class).kill(instance);
    await(
        () ->
            site.get("/api/v1/history?daemon=" + node().id(), site.administratorKey())
                .body()
                .contains("stopped"));
  }

  final Node node() {
    return site.panel().service(NodeService.class).get(id());
  }

  final DaemonId id() {
    return site.id("far");
  }

  final String path(String rest) {
    return "/api/v1/daemons/" + id() + rest;
  }

  static void await(Callable<Boolean> condition) {
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(condition);
  }
}
