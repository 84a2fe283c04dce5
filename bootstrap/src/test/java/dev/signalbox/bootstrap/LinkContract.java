package dev.signalbox.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.id.UserId;
import dev.signalbox.api.operation.Permissions;
import dev.signalbox.daemon.instance.InstanceService;
import dev.signalbox.panel.node.Node;
import dev.signalbox.panel.node.NodeService;
import dev.signalbox.transport.netty.NettyTransport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
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

  @Test
  void carriesAConsoleBothWays() {
    InstanceId instance = TestSite.instance(daemon, "echo", "cat");
    TestSite.run(daemon, instance);
    try (TestConsole console = console(instance, site.administratorKey())) {
      await(() -> console.latest("hello").isPresent());
      console.type("over the link\n");
      await(() -> console.output().contains("over the link"));
    }
  }

  @Test
  void carriesFilesBothWays() {
    InstanceId instance = TestSite.instance(daemon, "files", "cat");
    String content = "0123456789abcdef".repeat(64 * 1024);
    assertThat(relayed("PUT", instance, content).status()).isIn(200, 201, 204);
    TestClient.Answer back = relayed("GET", instance, null);
    assertThat(back.status()).isEqualTo(200);
    assertThat(back.body()).isEqualTo(content);
  }

  @Test
  void endsWhatAPersonHasOpenWhenTheRightsChange() {
    InstanceId instance = TestSite.instance(daemon, "watched", "cat");
    TestSite.run(daemon, instance);
    UserId ann = site.person("ann");
    UserId bob = site.person("bob");
    site.grant(ann, id(), instance, Permissions.INSTANCES_VIEW, Permissions.CONSOLE_VIEW);
    site.grant(bob, id(), instance, Permissions.INSTANCES_VIEW, Permissions.CONSOLE_VIEW);
    try (TestConsole ofAnn = console(instance, site.key(ann));
        TestConsole ofBob = console(instance, site.key(bob))) {
      await(() -> ofAnn.latest("hello").isPresent() && ofBob.latest("hello").isPresent());
      site.grant(ann, id(), instance, Permissions.INSTANCES_VIEW);
      Awaitility.await().atMost(Duration.ofSeconds(2)).until(ofAnn::isClosed);
      assertThat(ofBob.isClosed()).isFalse();
    }
  }

  private TestConsole console(InstanceId instance, String key) {
    JsonObject wanted = new JsonObject();
    wanted.addProperty("daemon", id().value());
    wanted.addProperty("instance", instance.value());
    wanted.addProperty("operation", "console");
    JsonObject ticket = site.post("/api/v1/tickets", key, wanted.toString()).json();
    return site.client()
        .console(ticket.get("relay").getAsString(), ticket.get("ticket").getAsString(), Map.of());
  }

  /** Follows the panel's redirect to the relay, as curl does. */
  private TestClient.Answer relayed(String method, InstanceId instance, @Nullable String body) {
    String url = site.url(path("/instances/" + instance + "/files/content?path=a.txt&via=relay"));
    TestClient.Answer redirect =
        site.client().send(method, url, TestSite.bearer(site.administratorKey()), null);
    assertThat(redirect.status()).as(redirect.body()).isEqualTo(307);
    return site.client().send(method, redirect.header("location"), Map.of(), body);
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
