package dev.signalbox.panel.testing;

import com.google.common.net.InetAddresses;
import com.google.gson.JsonObject;
import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.Peer;
import dev.signalbox.api.http.RequestBody;
import dev.signalbox.api.http.ResponseBody;
import dev.signalbox.api.json.Json;
import dev.signalbox.api.operation.Permissions;
import dev.signalbox.api.routing.Route;
import dev.signalbox.api.routing.Router;
import dev.signalbox.panel.access.AccessModule;
import dev.signalbox.panel.access.PermissionCatalog;
import dev.signalbox.panel.audit.ApiFilters;
import dev.signalbox.panel.audit.AuditModule;
import dev.signalbox.panel.audit.AuditRoutes;
import dev.signalbox.panel.database.Database;
import dev.signalbox.panel.database.DatabaseConfig;
import dev.signalbox.panel.database.DatabaseModule;
import dev.signalbox.panel.event.PanelEvents;
import dev.signalbox.panel.grant.GrantModule;
import dev.signalbox.panel.grant.GrantRoutes;
import dev.signalbox.panel.key.ApiKeyModule;
import dev.signalbox.panel.key.ApiKeyRoutes;
import dev.signalbox.panel.session.OwnSessionRoutes;
import dev.signalbox.panel.session.SessionModule;
import dev.signalbox.panel.session.SessionRoutes;
import dev.signalbox.panel.user.UserModule;
import dev.signalbox.panel.user.UserRoutes;
import dev.signalbox.panel.user.UserService;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The part of the panel that knows people, on a real database and without a socket. */
public final class TestPanel implements AutoCloseable {
  public static final String HOST = "panel.example:7443";
  public static final String PASSWORD = "correct horse battery";

  private final Injector injector;
  private final Router router;

  public TestPanel(Path data, InstantSource clock) {
    injector =
        Guice.createInjector(
            new AbstractModule() {
              @Override
              protected void configure() {
                binder().requireExplicitBindings();
                binder().requireExactBindingAnnotations();
                binder().requireAtInjectOnConstructors();
                binder().disableCircularProxies();
                bind(InstantSource.class).toInstance(clock);
                bind(PanelEvents.class).toInstance(event -> {});
                bind(PermissionCatalog.class).toInstance(PermissionCatalog.of(Permissions.all()));
              }
            },
            new DatabaseModule(DatabaseConfig.embedded(data)),
            new AccessModule(),
            new AuditModule(),
            new UserModule(),
            new SessionModule(),
            new GrantModule(),
            new ApiKeyModule());
    get(Database.class).start();
    get(UserService.class).ensureAdministrator(() -> PASSWORD);
    Router.Builder builder = Router.builder(Runnable::run);
    get(ApiFilters.class).inOrder().forEach(builder::filter);
    router = builder.mount("/api/v1", routes()).build();
  }

  public List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.addAll(get(UserRoutes.class).routes());
    routes.addAll(get(SessionRoutes.class).routes());
    routes.addAll(get(OwnSessionRoutes.class).routes());
    routes.addAll(get(GrantRoutes.class).routes());
    routes.addAll(get(ApiKeyRoutes.class).routes());
    routes.addAll(get(AuditRoutes.class).routes());
    return routes;
  }

  public <T> T get(Class<T> type) {
    return injector.getInstance(type);
  }

  /** An answer with its body as JSON, an empty object where it has none. */
  public record Answer(int status, HttpHeaders headers, JsonObject json) {
    public String text(String name) {
      return json.get(name).getAsString();
    }

    /** The id of the problem. */
    public String code() {
      return json.has("code") ? text("code") : "";
    }
  }

  /** Whoever makes requests: header fields and an address. */
  public final class Client {
    private final HttpHeaders headers;
    private final String address;
    private final boolean secure;

    private Client(HttpHeaders headers, String address, boolean secure) {
      this.headers = headers;
      this.address = address;
      this.secure = secure;
    }

    public Client from(String changed) {
      return new Client(headers, changed, secure);
    }

    /** Comes without TLS, as far as the panel can tell. */
    public Client overPlainHttp() {
      return new Client(headers, address, false);
    }

    public Client with(String name, String value) {
      return new Client(headers.with(name, value), address, secure);
    }

    public Client without(String name) {
      return new Client(headers.without(name), address, secure);
    }

    public String header(String name) {
      return headers.first(name).orElseThrow();
    }

    public Answer get(String path) {
      return send("GET", path, null);
    }

    public Answer delete(String path) {
      return send("DELETE", path, null);
    }

    public Answer post(String path, Map<String, ?> body) {
      return send("POST", path, Json.write(body));
    }

    public Answer put(String path, Map<String, ?> body) {
      return send("PUT", path, Json.write(body));
    }

    public Answer patch(String path, Map<String, ?> body) {
      return send("PATCH", path, Json.write(body));
    }

    public Answer send(String method, String target, @Nullable String body) {
      String[] parts = target.split("\\?", 2);
      RequestBody sent =
          body == null
              ? RequestBody.empty()
              : RequestBody.of(body.getBytes(StandardCharsets.UTF_8));
      HttpRequest request =
          new HttpRequest(
              method,
              "/api/v1" + parts[0],
              parts.length > 1 ? parts[1] : "",
              headers,
              sent,
              new Peer(
                  new InetSocketAddress(InetAddresses.forString(address), 50_000),
                  new InetSocketAddress(InetAddresses.forString("127.0.0.1"), 7443),
                  secure));
      return answer(request);
    }

    /** Signs in and returns the client with cookie, proof and origin, as a browser has them. */
    public Client signIn(String username, String password) {
      Answer answer = post("/session", Map.of("username", username, "password", password));
      if (answer.status() != 200) {
        throw new AssertionError("sign-in: " + answer);
      }
      String cookie = answer.headers().first("Set-Cookie").orElseThrow().split(";", 2)[0];
      return with("Cookie", cookie)
          .with("Signalbox-Proof", answer.text("proof"))
          .with("Origin", "https://" + HOST);
    }

    /** Makes a key and returns a client that has nothing but it. */
    public Client withNewKey(Map<String, ?> wanted) {
      Answer answer = post("/keys", wanted);
      if (answer.status() != 201) {
        throw new AssertionError("key: " + answer);
      }
      return stranger().with("Authorization", "Bearer " + answer.text("key"));
    }
  }

  /** A client that shows nothing. */
  public Client stranger() {
    return new Client(HttpHeaders.of("Host", HOST), "127.0.0.1", true);
  }

  /** A client with a fresh session of the administrator. */
  public Client admin() {
    return stranger().signIn("admin", PASSWORD);
  }

  /** Makes a person with {@link #PASSWORD} and returns the id. */
  public String person(String username) {
    return admin()
        .post("/users", Map.of("username", username, "password", PASSWORD, "role", "user"))
        .text("id");
  }

  private Answer answer(HttpRequest request) {
    try {
      HttpReply reply = router.handle(request).toCompletableFuture().get(30, TimeUnit.SECONDS);
      HttpResponse response = (HttpResponse) reply;
      JsonObject json = new JsonObject();
      if (response.body() instanceof ResponseBody.Bytes bytes && bytes.buffer().hasRemaining()) {
        ByteBuffer buffer = bytes.buffer().duplicate();
        byte[] copy = new byte[buffer.remaining()];
        buffer.get(copy);
        json = Json.parse(copy).getAsJsonObject();
      }
      return new Answer(response.status(), response.headers(), json);
    } catch (Exception e) {
      throw new AssertionError(request.method() + " " + request.path(), e);
    }
  }

  @Override
  public void close() {
    get(Database.class).stop();
  }
}
