package dev.signalbox.panel.instance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.net.InetAddresses;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.Peer;
import dev.signalbox.api.http.RequestBody;
import dev.signalbox.api.http.ResponseBody;
import dev.signalbox.api.id.BootId;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.id.UserId;
import dev.signalbox.api.instance.DriverSpec;
import dev.signalbox.api.instance.InstanceSnapshot;
import dev.signalbox.api.instance.InstanceSpec;
import dev.signalbox.api.instance.InstanceState;
import dev.signalbox.api.instance.InstanceUsage;
import dev.signalbox.api.json.Json;
import dev.signalbox.api.link.DaemonEvent;
import dev.signalbox.api.link.DaemonEventSink;
import dev.signalbox.api.link.DaemonHello;
import dev.signalbox.api.link.EventPosition;
import dev.signalbox.api.link.EventSubscription;
import dev.signalbox.api.link.Link;
import dev.signalbox.api.routing.Page;
import dev.signalbox.api.routing.Router;
import dev.signalbox.api.routing.Workers;
import dev.signalbox.panel.access.AccessService;
import dev.signalbox.panel.access.Caller;
import dev.signalbox.panel.access.PermissionScope;
import dev.signalbox.panel.access.Role;
import dev.signalbox.panel.access.SignIn;
import dev.signalbox.panel.event.PanelEvent;
import dev.signalbox.panel.history.HistoryEntry;
import dev.signalbox.panel.history.HistoryQuery;
import dev.signalbox.panel.history.HistoryService;
import dev.signalbox.panel.testing.TestClock;
import dev.signalbox.panel.testing.TestPanel;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InstanceRoutesTest {
  private static final Caller ADMIN =
      new Caller(
          new UserId("admin"),
          "admin",
          Role.ADMIN,
          new SignIn.ByKey("key", null),
          PermissionScope.everything());

  @TempDir Path data;
  private TestPanel panel;
  private final List<PanelEvent> told = new ArrayList<>();
  private final Workers workers = Workers.pool("test", 2, 100);
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final MirroredInstances instances =
      new MirroredInstances(told::add, new NoHistory(), workers, timer);
  private final ToldLink first = new ToldLink("first");
  private Router router;
  private Caller caller = ADMIN;

  /** A daemon that tells what a test says. */
  private static final class ToldLink implements Link {
    private final DaemonId daemon;
    private final BootId boot = BootId.random();
    private final List<InstanceSnapshot> all = new ArrayList<>();
    private @Nullable DaemonEventSink sink;

    ToldLink(String daemon) {
      this.daemon = new DaemonId(daemon);
    }

    @Override
    public DaemonHello hello() {
      return new DaemonHello(daemon, boot, "1", List.of());
    }

    @Override
    public EventSubscription events(@Nullable EventPosition after, DaemonEventSink told) {
      sink = told;
      told.caughtUp(new EventPosition(boot, 0), all);
      return new EventSubscription() {
        @Override
        public void acknowledge(EventPosition position) {}

        @Override
        public void close() {
          sink = null;
        }
      };
    }

    void tell(long seq, DaemonEvent.Change change) {
      if (sink != null) {
        sink.happened(
            List.of(new DaemonEvent(new EventPosition(boot, seq), Instant.EPOCH, change)));
      }
    }

    @Override
    public CompletionStage<Void> revoke(UserId person) {
      return CompletableFuture.completedStage(null);
    }

    @Override
    public Duration clockSkew() {
      return Duration.ZERO;
    }

    @Override
    public boolean isLocal() {
      return false;
    }

    @Override
    public void renewCertificate() {}

    @Override
    public void forget() {}

    @Override
    public Duration roundTrip() {
      return Duration.ZERO;
    }

    @Override
    public Optional<X509Certificate> certificate() {
      return Optional.empty();
    }

    @Override
    public CompletionStage<HttpReply> handle(HttpRequest request) {
      throw new AssertionError("lists are answered from what was told");
    }
  }

  /** Forgets everything at once. */
  private static final class NoHistory implements HistoryService {
    @Override
    public void start() {}

    @Override
    public void stop() {}

    @Override
    public Optional<EventPosition> position(DaemonId daemon) {
      return Optional.empty();
    }

    @Override
    public void store(DaemonId daemon, List<DaemonEvent> events, EventPosition reached) {}

    @Override
    public Page<HistoryEntry> find(HistoryQuery query, int limit, @Nullable String cursor) {
      return Page.of(List.of());
    }
  }

  @BeforeEach
  void start() {
    panel = new TestPanel(data, new TestClock());
    InstanceRoutes routes = new InstanceRoutes(instances, panel.get(AccessService.class));
    router =
        Router.builder(Runnable::run)
            .filter((request, next) -> next.handle(request.with(Caller.KEY, caller)))
            .routes(routes.routes())
            .build();
  }

  @AfterEach
  void stop() {
    panel.close();
    timer.shutdownNow();
    workers.close();
  }

  @Test
  void pagesThroughThreeThousandInOneOrderWithoutLossOrRepetition() {
    for (int i = 0; i < 3000; i++) {
      first.all.add(instance("i" + i, "Server " + (i % 700), InstanceState.STOPPED));
    }
    instances.linkUp(first);
    List<String> ids = new ArrayList<>();
    List<String> names = new ArrayList<>();
    String cursor = "";
    do {
      JsonObject page = get("/instances", "limit=170" + cursor);
      for (JsonElement item : page.getAsJsonArray("items")) {
        ids.add(item.getAsJsonObject().get("id").getAsString());
        names.add(item.getAsJsonObject().get("name").getAsString());
      }
      cursor = page.get("next").isJsonNull() ? "" : "&cursor=" + page.get("next").getAsString();
    } while (!cursor.isEmpty());
    assertThat(ids).hasSize(3000).doesNotHaveDuplicates();
    assertThat(names).isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER);
  }

  @Test
  void filtersAndCounts() {
    first.all.add(instance("a", "alpha", InstanceState.RUNNING, "eu"));
    first.all.add(instance("b", "beta", InstanceState.CRASHED, "us"));
    first.all.add(instance("c", "gamma", InstanceState.STOPPED, "eu"));
    ToldLink second = new ToldLink("second");
    second.all.add(instance("d", "delta", InstanceState.RUNNING));
    instances.linkUp(first);
    instances.linkUp(second);

    assertThat(ids("")).containsExactly("a", "b", "d", "c");
    assertThat(ids("q=ALPH")).containsExactly("a");
    assertThat(ids("q=c")).as("the whole id").containsExactly("c");
    assertThat(ids("state=running&state=crashed")).containsExactly("a", "b", "d");
    assertThat(ids("tag=eu")).containsExactly("a", "c");
    assertThat(ids("daemon=second")).containsExactly("d");
    assertThat(get("/instances", "state=dancing").get("code").getAsString())
        .isEqualTo("request.invalid");
    JsonObject summary = get("/instances/summary", "");
    assertThat(summary.get("total").getAsInt()).isEqualTo(4);
    assertThat(summary.getAsJsonObject("states"))
        .isEqualTo(Json.tree(Map.of("running", 2, "crashed", 1, "stopped", 1)));
    assertThat(summary.getAsJsonArray("daemons")).hasSize(2);
    assertThat(get("/instances/summary", "daemon=second").get("total").getAsInt()).isEqualTo(1);
  }

  @Test
  void aStrangerSeesNothing() {
    first.all.add(instance("a", "alpha", InstanceState.RUNNING));
    instances.linkUp(first);
    caller =
        new Caller(
            new UserId("nobody"),
            "nobody",
            Role.USER,
            new SignIn.ByKey("key", null),
            PermissionScope.everything());
    assertThat(ids("")).isEmpty();
    assertThat(get("/instances/summary", "").get("total").getAsInt()).isZero();
  }

  @Test
  void tellsWhatChangedWhileADaemonWasAway() {
    first.all.add(instance("a", "alpha", InstanceState.RUNNING));
    first.all.add(instance("b", "beta", InstanceState.STOPPED));
    instances.linkUp(first);
    first.tell(1, new DaemonEvent.InstanceChanged(instance("b", "beta", InstanceState.STARTING)));
    assertThat(instances.list())
        .extracting(InstanceSnapshot::state)
        .contains(InstanceState.STARTING);
    assertThat(instances.list()).allSatisfy(it -> assertThat(it.daemon()).isEqualTo(first.daemon));

    instances.linkDown(first.daemon);
    assertThat(ids("")).isEmpty();
    first.all.remove(0);
    told.clear();
    instances.linkUp(first);
    assertThat(ids("")).containsExactly("b");
    assertThat(told)
        .extracting(PanelEvent::kind)
        .containsExactlyInAnyOrder("instance.changed", "instance.removed");
  }

  private List<String> ids(String query) {
    List<String> ids = new ArrayList<>();
    JsonArray items = get("/instances", query).getAsJsonArray("items");
    items.forEach(item -> ids.add(item.getAsJsonObject().get("id").getAsString()));
    return ids;
  }

  private JsonObject get(String path, String query) {
    InetSocketAddress here = new InetSocketAddress(InetAddresses.forString("127.0.0.1"), 1);
    CompletableFuture<HttpReply> reply =
        router
            .handle(
                new HttpRequest(
                    "GET",
                    path,
                    query,
                    HttpHeaders.empty(),
                    RequestBody.empty(),
                    new Peer(here, here, true)))
            .toCompletableFuture();
    ResponseBody.Bytes body = (ResponseBody.Bytes) ((HttpResponse) reply.join()).body();
    byte[] bytes = new byte[body.buffer().remaining()];
    body.buffer().duplicate().get(bytes);
    return Json.parse(bytes).getAsJsonObject();
  }

  private static InstanceSnapshot instance(
      String id, String name, InstanceState state, String... tags) {
    InstanceSpec plain = InstanceSpec.of(name, new DriverSpec("process", new JsonObject()));
    InstanceSpec spec =
        new InstanceSpec(
            name,
            List.of(tags),
            null,
            plain.driver(),
            plain.stop(),
            plain.restart(),
            null,
            false,
            null,
            null);
    return InstanceSnapshot.of(
        new InstanceId(id), spec, state, null, null, null, 0, InstanceUsage.NONE);
  }
}
