package dev.signalbox.bootstrap;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.id.UserId;
import dev.signalbox.api.instance.DriverSpec;
import dev.signalbox.api.instance.InstanceSpec;
import dev.signalbox.api.instance.InstanceState;
import dev.signalbox.api.operation.Permission;
import dev.signalbox.api.routing.Route;
import dev.signalbox.api.routing.Router;
import dev.signalbox.api.transport.HttpTransport;
import dev.signalbox.daemon.instance.InstanceService;
import dev.signalbox.panel.access.PermissionScope;
import dev.signalbox.panel.access.Role;
import dev.signalbox.panel.grant.Grant;
import dev.signalbox.panel.grant.GrantService;
import dev.signalbox.panel.grant.GrantTarget;
import dev.signalbox.panel.key.ApiKeyService;
import dev.signalbox.panel.key.NewApiKey;
import dev.signalbox.panel.node.Node;
import dev.signalbox.panel.node.NodeService;
import dev.signalbox.panel.user.NewUser;
import dev.signalbox.panel.user.User;
import dev.signalbox.panel.user.UserService;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A running panel and the daemons that joined it, below one directory. */
final class TestSite implements AutoCloseable {
  static final String PASSWORD = "correct horse battery staple";

  private final Path directory;
  private final Supplier<HttpTransport> transport;
  private final Panel panel;
  private final List<Route> routes;
  private final TestClient client;
  private final String administratorKey;
  private final Deque<Daemon> daemons = new ArrayDeque<>();

  private TestSite(
      Path directory, Supplier<HttpTransport> transport, Panel panel, List<Route> routes) {
    this.routes = routes;
    this.directory = directory;
    this.transport = transport;
    this.panel = panel;
    this.client = TestClient.trusting(panel.authorityFile());
    this.administratorKey = panel.service(ApiKeyService.class).createLocal().secret();
  }

  /** Starts a panel without a daemon. */
  static TestSite start(Path directory, Supplier<HttpTransport> transport) {
    letPass(directory);
    RouterProbe probe = new RouterProbe();
    Panel panel =
        Panel.builder()
            .dataDirectory(directory.resolve("panel"))
            .transport(transport.get())
            .listen("127.0.0.1", 0)
            .initialAdministratorPassword(PASSWORD)
            .module(binder -> binder.requestInjection(probe))
            .build();
    panel.start();
    return new TestSite(directory, transport, panel, probe.routes);
  }

  /** JUnit's directories are closed; instances are other users and have to pass through. */
  private static void letPass(Path directory) {
    try {
      Files.createDirectories(directory);
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Learns the panel's router, as a plugin could. */
  private static final class RouterProbe {
    private List<Route> routes = List.of();

    @Inject
    void take(Router router) {
      routes = router.routes();
    }
  }

  /** Returns every route that the panel's listener answers. */
  List<Route> routes() {
    return routes;
  }

  Panel panel() {
    return panel;
  }

  TestClient client() {
    return client;
  }

  String administratorKey() {
    return administratorKey;
  }

  /** Starts a daemon of that name, which is its directory's too. */
  Daemon daemon(String name) {
    Daemon daemon =
        Daemon.builder()
            .dataDirectory(directory.resolve(name))
            .transport(transport.get())
            .listen("127.0.0.1", 0)
            .join(panel.joinCode(name))
            .stopInstancesOnClose(true)
            .build();
    daemon.start();
    daemons.push(daemon);
    return daemon;
  }

  DaemonId id(String name) {
    return panel.service(NodeService.class).list().stream()
        .filter(node -> node.name().equals(name))
        .map(Node::id)
        .findFirst()
        .orElseThrow();
  }

  /** Returns the URL of a path on the panel. */
  String url(String path) {
    return "https://localhost:" + panel.port() + path;
  }

  static String url(Daemon daemon, String path) {
    return "https://localhost:" + daemon.port() + path;
  }

  static Map<String, String> bearer(String secret) {
    return Map.of("Authorization", "Bearer " + secret);
  }

  UserId person(String name) {
    User made = panel.service(UserService.class).create(new NewUser(name, PASSWORD, Role.USER));
    return made.id();
  }

  void grant(UserId user, DaemonId daemon, InstanceId instance, Permission... permissions) {
    panel
        .service(GrantService.class)
        .put(user, new Grant(daemon, GrantTarget.of(instance), Set.of(permissions)));
  }

  void grantOnDaemon(UserId user, DaemonId daemon, Permission... permissions) {
    panel
        .service(GrantService.class)
        .put(user, new Grant(daemon, GrantTarget.WHOLE_DAEMON, Set.of(permissions)));
  }

  String key(UserId user) {
    return key(user, PermissionScope.everything());
  }

  String key(UserId user, PermissionScope scope) {
    return panel
        .service(ApiKeyService.class)
        .create(user, new NewApiKey("test", scope, null))
        .secret();
  }

  /** Makes an instance of that command, which is at rest. */
  static InstanceId instance(Daemon daemon, String name, String... command) {
    JsonObject options = new JsonObject();
    JsonArray words = new JsonArray();
    Stream.of(command).map(JsonPrimitive::new).forEach(words::add);
    options.add("command", words);
    return daemon
        .service(InstanceService.class)
        .create(InstanceSpec.of(name, new DriverSpec("process", options)))
        .id();
  }

  static void run(Daemon daemon, InstanceId instance) {
    InstanceService instances = daemon.service(InstanceService.class);
    instances.start(instance);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> instances.get(instance).state() == InstanceState.RUNNING);
  }

  TestClient.Answer post(String path, String key, String body) {
    return client.send("POST", url(path), bearer(key), body);
  }

  TestClient.Answer get(String path, String key) {
    return client.get(url(path), bearer(key));
  }

  List<Daemon> daemons() {
    return List.copyOf(daemons);
  }

  @Override
  public void close() {
    daemons.forEach(Daemon::close);
    panel.close();
  }
}
