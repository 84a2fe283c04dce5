package dev.signalbox.panel.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.net.InetAddresses;
import com.google.gson.JsonObject;
import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.Peer;
import dev.signalbox.api.http.RequestBody;
import dev.signalbox.api.http.ResponseBody;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.id.UserId;
import dev.signalbox.api.json.Json;
import dev.signalbox.api.link.DaemonEvent;
import dev.signalbox.api.link.JoinCode;
import dev.signalbox.api.link.Link;
import dev.signalbox.api.routing.Router;
import dev.signalbox.api.routing.Workers;
import dev.signalbox.panel.access.AccessService;
import dev.signalbox.panel.access.Caller;
import dev.signalbox.panel.access.PermissionScope;
import dev.signalbox.panel.access.Role;
import dev.signalbox.panel.access.SignIn;
import dev.signalbox.panel.database.Database;
import dev.signalbox.panel.node.NewJoinCode;
import dev.signalbox.panel.node.Node;
import dev.signalbox.panel.node.NodeService;
import dev.signalbox.panel.testing.TestClock;
import dev.signalbox.panel.testing.TestPanel;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HistoryRoutesTest {
  private static final DaemonId FIRST = new DaemonId("first");
  private static final DaemonId SECOND = new DaemonId("second");

  @TempDir Path data;
  private final Workers workers = Workers.pool("test", 2, 100);
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private TestPanel panel;
  private Router router;
  private Caller caller = caller("admin", Role.ADMIN);

  /** Knows two daemons. */
  private static final class TwoNodes implements NodeService {
    @Override
    public List<Node> list() {
      return List.of(node(FIRST), node(SECOND));
    }

    @Override
    public JoinCode joinCode(NewJoinCode wanted) {
      throw new AssertionError();
    }

    @Override
    public Node get(DaemonId id) {
      throw new AssertionError();
    }

    @Override
    public Node accept(DaemonId id, List<URI> addresses) {
      throw new AssertionError();
    }

    @Override
    public Node rename(DaemonId id, String name) {
      throw new AssertionError();
    }

    @Override
    public void remove(DaemonId id) {
      throw new AssertionError();
    }

    @Override
    public Link link(DaemonId id) {
      throw new AssertionError();
    }
  }

  @BeforeEach
  void start() {
    panel = new TestPanel(data, new TestClock());
    Database database = panel.get(Database.class);
    StoredHistoryService history =
        new StoredHistoryService(
            new HistoryTable(database), workers, timer, new TestClock(), new SimpleMeterRegistry());
    for (DaemonId daemon : List.of(FIRST, SECOND)) {
      Told.join(database, daemon);
      List<DaemonEvent> events = new ArrayList<>();
      for (int seq = 1; seq <= 4; seq++) {
        events.add(Told.event(Told.BOOT, seq, seq % 2 == 0 ? "even" : "odd"));
      }
      history.store(daemon, events, Told.at(4));
    }
    HistoryRoutes routes =
        new HistoryRoutes(history, new TwoNodes(), panel.get(AccessService.class));
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
  void showsAnAdministratorEverythingNewestFirst() {
    assertThat(found("")).hasSize(8).startsWith("second even 4", "first even 4", "second odd 3");
    assertThat(found("daemon=first&instance=odd")).containsExactly("first odd 3", "first odd 1");
    assertThat(found("instance=even&from=2026-11-23T12:00:03Z"))
        .containsExactly("second even 4", "first even 4");
    assertThat(found("daemon=first&to=2026-11-23T12:00:02Z")).containsExactly("first odd 1");
    assertThat(found("daemon=another")).isEmpty();
    assertThat(get("limit=3").get("next").getAsString()).isNotEmpty();
    assertThat(get("from=yesterday").get("code").getAsString()).isEqualTo("request.invalid");
    assertThat(get("cursor=1").get("code").getAsString()).isEqualTo("request.invalid");
  }

  @Test
  void showsNobodyAnInstanceThatIsHiddenFromThem() {
    String person = panel.person("ann");
    caller = caller(person, Role.USER);
    assertThat(found("")).isEmpty();

    grant(person, "first", "even", "instances.view");
    grant(person, "first", "odd", "instances.start");
    assertThat(found("")).containsExactly("first even 4", "first even 2");
    assertThat(found("instance=odd")).isEmpty();
    assertThat(found("daemon=second")).isEmpty();

    grant(person, "second", "*", "instances.view");
    assertThat(found("")).hasSize(6);
    assertThat(found("daemon=second&instance=odd")).containsExactly("second odd 3", "second odd 1");
  }

  private void grant(String person, String daemon, String instance, String permission) {
    TestPanel.Answer answer =
        panel
            .admin()
            .put(
                "/users/" + person + "/grants/" + daemon + "/" + instance,
                Map.of("permissions", List.of(permission)));
    assertThat(answer.status()).isLessThan(300);
  }

  private List<String> found(String query) {
    List<String> found = new ArrayList<>();
    get(query)
        .getAsJsonArray("items")
        .forEach(
            item -> {
              JsonObject entry = item.getAsJsonObject();
              assertThat(entry.get("kind").getAsString()).isEqualTo("changed");
              assertThat(entry.get("state").getAsString()).isEqualTo("crashed");
              found.add(
                  entry.get("daemon").getAsString()
                      + " "
                      + entry.get("instance").getAsString()
                      + " "
                      + entry.getAsJsonObject("exit").get("code").getAsInt());
            });
    return found;
  }

  private JsonObject get(String query) {
    InetSocketAddress here = new InetSocketAddress(InetAddresses.forString("127.0.0.1"), 1);
    HttpRequest request =
        new HttpRequest(
            "GET",
            "/history",
            query,
            HttpHeaders.empty(),
            RequestBody.empty(),
            new Peer(here, here, true));
    HttpResponse response = (HttpResponse) router.handle(request).toCompletableFuture().join();
    ResponseBody.Bytes body = (ResponseBody.Bytes) response.body();
    byte[] bytes = new byte[body.buffer().remaining()];
    body.buffer().duplicate().get(bytes);
    return Json.parse(bytes).getAsJsonObject();
  }

  private static Caller caller(String id, Role role) {
    return new Caller(
        new UserId(id), id, role, new SignIn.ByKey("key", null), PermissionScope.everything());
  }

  private static Node node(DaemonId id) {
    return new Node(
        id,
        id.value(),
        Node.Status.ONLINE,
        null,
        List.of(),
        List.of(),
        "1",
        Node.Way.RELAY,
        Node.Dialler.DAEMON,
        null,
        null,
        null,
        null,
        Told.BEGIN,
        Told.BEGIN);
  }
}
