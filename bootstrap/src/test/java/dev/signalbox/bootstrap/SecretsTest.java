package dev.signalbox.bootstrap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import com.google.gson.JsonObject;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.link.JoinCode;
import dev.signalbox.daemon.instance.InstanceService;
import dev.signalbox.transport.netty.NettyTransport;
import dev.signalbox.transport.undertow.UndertowTransport;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What is secret shows in no log, lies in no file in clear, and can be read by nobody else. */
@Tag("linux")
final class SecretsTest {
  private static final String TYPED = "typed-into-the-terminal";

  @TempDir static Path dir;
  private static final Written written = new Written();
  private static TestSite site;
  private static Daemon here;
  private static DaemonId hereId;

  /** Every secret of the job, by what it is. */
  private static final Map<String, String> secrets = new LinkedHashMap<>();

  /** Everything that is logged, stack traces included. */
  private static final class Written extends AppenderBase<ILoggingEvent> {
    private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();

    @Override
    protected void append(ILoggingEvent event) {
      String trace =
          event.getThrowableProxy() == null
              ? ""
              : "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy());
      lines.add(event.getLoggerName() + " " + event.getFormattedMessage() + trace);
    }
  }

  @BeforeAll
  static void doTheWholeJob() {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    written.setContext(root.getLoggerContext());
    written.start();
    root.addAppender(written);
    root.setLevel(Level.DEBUG);
    Iterator<Boolean> netty = Stream.iterate(true, last -> !last).iterator();
    site = TestSite.start(dir, () -> netty.next() ? new NettyTransport() : new UndertowTransport());
    secrets.put("administrator's password", TestSite.PASSWORD);
    secrets.put("local key", site.administratorKey());
    here = site.daemon("here");
    hereId = site.id("here");
    joinTwice();
    Map<String, String> session = signIn();
    useKeys(session);
    InstanceId instance = TestSite.instance(here, "cat", "cat");
    TestSite.run(here, instance);
    useTheConsole(instance);
    moveFiles(instance);
    goWrong(instance, session);
    root.setLevel(Level.ERROR);
    root.detachAppender(written);
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void noLogHoldsASecret() {
    assertThat(written.lines)
        .as("the log of the job")
        .hasSizeGreaterThan(20)
        .anyMatch(line -> line.startsWith("dev.signalbox.panel."))
        .anyMatch(line -> line.startsWith("dev.signalbox.daemon."));
    assertThat(secrets).hasSizeGreaterThan(14);
    secrets.forEach(
        (what, secret) -> {
          assertThat(secret.length()).as(what).isGreaterThan(12);
          assertThat(written.lines)
              .as(what)
              .allSatisfy(line -> assertThat(line.contains(secret)).as(line).isFalse());
        });
  }

  @Test
  void noFileHoldsASecretInClear() throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(dir)) {
      files = walk.filter(Files::isRegularFile).toList();
    }
    assertThat(files).hasSizeGreaterThan(8);
    for (Path file : files) {
      String name = dir.relativize(file).toString();
      // What was typed is the console's own log; the tests' keys are known nowhere else.
      if (!name.startsWith("here/console") && !name.startsWith("here/keeper")) {
        String content = Files.readString(file, ISO_8859_1);
        secrets.forEach(
            (what, secret) ->
                assertThat(content.contains(secret)).as("%s in %s", what, name).isFalse());
      }
    }
  }

  @Test
  void nobodyElseMayReadTheDataDirectories() throws IOException {
    List<String> open = new ArrayList<>();
    for (String part : List.of("panel", "here")) {
      Path data = dir.resolve(part);
      assertThat(mode(data)).as(part).isEqualTo("rwx--x--x");
      try (Stream<Path> walk = Files.walk(data)) {
        walk.filter(path -> !path.equals(data) && !Files.isSymbolicLink(path))
            .filter(path -> !mode(path).endsWith("------") && isReachable(data, path))
            .map(path -> dir.relativize(path) + " " + mode(path))
            .forEach(open::add);
      }
      assertThat(mode(data.resolve("secrets"))).isEqualTo("rwx------");
      try (Stream<Path> kept = Files.list(data.resolve("secrets"))) {
        assertThat(kept.map(SecretsTest::mode)).isNotEmpty().containsOnly("rw-------");
      }
    }
    // Public, or there to be passed through.
    assertThat(open)
        .containsExactlyInAnyOrder("panel/ca.pem rw-r--r--", "here/instances rwx--x--x");
  }

  @Test
  void anInstanceIsNotRootAndReadsNoSecret() {
    Path secret = dir.resolve("here/secrets");
    InstanceId spy =
        TestSite.instance(
            here,
            "spy",
            "sh",
            "-c",
            "id -u; ls "
                + secret
                + "; cat "
                + secret
                + "/* "
                + dir
                + "/panel/secrets/*; "
                + "ls "
                + dir.resolve("here")
                + "; cat "
                + dir
                + "/here/instances-meta/*; echo done");
    here.service(InstanceService.class).start(spy);
    String log = "/api/v1/daemons/" + hereId + "/instances/" + spy + "/log";
    await(() -> site.get(log, site.administratorKey()).body().contains("done"));
    List<String> lines = site.get(log, site.administratorKey()).body().lines().toList();
    assertThat(lines.get(0)).matches("[1-9][0-9]*");
    assertThat(lines.subList(1, lines.size() - 1))
        .isNotEmpty()
        .allMatch(line -> line.contains("Permission denied"), "denied");
  }

  @Test
  void startIsRefusedWhereSecretsAreReadableByOthers() throws IOException {
    try (TestSite other = TestSite.start(dir.resolve("exposed"), NettyTransport::new)) {
      other.daemon("d").close();
      Path secret = dir.resolve("exposed/d/secrets");
      for (Path exposed : List.of(secret, firstIn(secret))) {
        String before = mode(exposed);
        chmod(exposed, "rwxr-x---");
        refuses(() -> other.daemon("d"));
        chmod(exposed, before);
      }
      other.daemon("d");
    }
    Path secret = dir.resolve("exposed/panel/secrets");
    for (Path exposed : List.of(secret, firstIn(secret))) {
      String before = mode(exposed);
      chmod(exposed, "rwx---r--");
      refuses(() -> TestSite.start(dir.resolve("exposed"), NettyTransport::new));
      chmod(exposed, before);
    }
    TestSite.start(dir.resolve("exposed"), NettyTransport::new).close();
  }

  @Test
  void aPasswordThatNobodyChoseIsInAFileOfItsOwn() throws IOException {
    Path data = dir.resolve("made");
    try (Panel panel =
        Panel.builder()
            .dataDirectory(data)
            .transport(new NettyTransport())
            .listen("127.0.0.1", 0)
            .build()) {
      panel.start();
      Path file = data.resolve("initial-admin-password.txt");
      assertThat(mode(file)).isEqualTo("rw-------");
      JsonObject body = new JsonObject();
      body.addProperty("username", "admin");
      body.addProperty("password", Files.readString(file).strip());
      assertThat(
              TestClient.trusting(panel.authorityFile())
                  .send(
                      "POST",
                      "https://localhost:" + panel.port() + "/api/v1/session",
                      Map.of(),
                      body.toString())
                  .status())
          .isEqualTo(200);
    }
  }

  /** Says whether others may pass through every directory on the way to a path. */
  private static boolean isReachable(Path data, Path path) {
    for (Path above = path.getParent(); !above.equals(data); above = above.getParent()) {
      if (mode(above).endsWith("------")) {
        return false;
      }
    }
    return true;
  }

  private static void joinTwice() {
    JoinCode code = site.panel().joinCode("second");
    secrets.put("join code", code.toString());
    secrets.put("join secret", code.toString().substring(0, code.toString().indexOf('.')));
    for (String name : List.of("second", "third")) {
      try (Daemon daemon =
          Daemon.builder()
              .dataDirectory(dir.resolve(name))
              .transport(new NettyTransport())
              .listen("127.0.0.1", 0)
              .join(code)
              .build()) {
        daemon.start();
      } catch (SignalboxException e) {
        assertThat(name).isEqualTo("third");
      }
    }
  }

  private static Map<String, String> signIn() {
    secrets.put("wrong password", "wrong-" + TestSite.PASSWORD);
    for (String password : List.of("wrong-" + TestSite.PASSWORD, TestSite.PASSWORD)) {
      TestClient.Answer answer =
          site.client()
              .send(
                  "POST",
                  site.url("/api/v1/session"),
                  Map.of(),
                  "{\"username\":\"admin\",\"password\":\"" + password + "\"}");
      if (answer.status() == 200) {
        String cookie = answer.header("set-cookie").replaceFirst(";.*", "");
        secrets.put("session", cookie.substring(cookie.indexOf('=') + 1));
        secrets.put("proof", answer.json().get("proof").getAsString());
        return Map.of(
            "Cookie",
            cookie,
            "Signalbox-Proof",
            answer.json().get("proof").getAsString(),
            "Origin",
            "https://localhost:" + site.panel().port());
      }
    }
    throw new AssertionError("not signed in");
  }

  private static void useKeys(Map<String, String> session) {
    JsonObject made =
        site.client().send("POST", site.url("/api/v1/keys"), session, "{\"name\":\"ci\"}").json();
    secrets.put("API key", made.get("key").getAsString());
    secrets.put("unknown key", "sbx_unknown-key-of-a-stranger");
    assertThat(site.get("/api/v1/session", secrets.get("API key")).status()).isEqualTo(200);
    assertThat(site.get("/api/v1/session", secrets.get("unknown key")).status()).isEqualTo(401);
    secrets.put("person's password", "a-password-of-somebody");
    secrets.put("changed password", "another-password-of-somebody");
    JsonObject person =
        site.client()
            .send(
                "POST",
                site.url("/api/v1/users"),
                session,
                "{\"username\":\"p\",\"password\":\"a-password-of-somebody\",\"role\":\"user\"}")
            .json();
    assertThat(
            site.client()
                .send(
                    "PATCH",
                    site.url("/api/v1/users/" + person.get("id").getAsString()),
                    session,
                    "{\"password\":\"another-password-of-somebody\"}")
                .status())
        .isEqualTo(200);
  }

  private static void useTheConsole(InstanceId instance) {
    secrets.put("terminal content", TYPED);
    for (String way : List.of("direct", "relay")) {
      JsonObject minted = ticket(instance, "console", null);
      secrets.put("console ticket " + way, minted.get("ticket").getAsString());
      try (TestConsole console =
          site.client()
              .console(
                  minted.get(way).getAsString(), minted.get("ticket").getAsString(), Map.of())) {
        console.type(TYPED + "\n");
        await(() -> console.output().contains(TYPED));
        secrets.put(
            "resume token " + way,
            console.latest("hello").orElseThrow().get("resume").getAsString());
      }
    }
  }

  private static void moveFiles(InstanceId instance) {
    String path =
        "/api/v1/daemons/" + hereId + "/instances/" + instance + "/files/content?path=a.txt&via=";
    for (String way : List.of("direct", "relay")) {
      for (String method : List.of("PUT", "GET")) {
        String to =
            site.client()
                .send(
                    method,
                    site.url(path + way),
                    TestSite.bearer(secrets.get("API key")),
                    method.equals("PUT") ? "content" : null)
                .header("location");
        secrets.put(method + " ticket " + way, ticketOf(to));
        for (boolean first : new boolean[] {true, false}) {
          TestClient.Answer answer =
              site.client()
                  .send(
                      method,
                      to,
                      TestSite.bearer(secrets.get("API key")),
                      method.equals("PUT") ? "content" : null);
          assertThat(answer.status() < 400).as("%s %s", method, answer).isEqualTo(first);
        }
      }
    }
  }

  private static void goWrong(InstanceId instance, Map<String, String> session) {
    String ticket = ticket(instance, "files.download", "gone.txt").get("ticket").getAsString();
    secrets.put("ticket for what is gone", ticket);
    String files = "/v1/instances/" + instance + "/files/content?path=";
    for (String query : List.of("gone.txt", "..", "%00", "%ff", "other.txt")) {
      site.client().get(TestSite.url(here, files + query + "&ticket=" + ticket), Map.of());
      site.client()
          .get(site.url("/relay/" + hereId + files + query + "&ticket=" + ticket), Map.of());
    }
    String junk = "junk-for-a-ticket.junk-for-a-ticket.junk";
    secrets.put("malformed ticket", junk);
    site.client().get(TestSite.url(here, files + "a.txt&ticket=" + junk), Map.of());
    site.client().get(TestSite.url(here, files + "a.txt"), TestSite.bearer(junk));
    secrets.put("password in malformed JSON", "password-in-malformed-json");
    for (String body :
        List.of(
            "{\"username\":\"x\",\"password\":\"password-in-malformed-json\"",
            "{\"username\":\"x\",\"password\":[\"password-in-malformed-json\"]}",
            "{\"username\":\"x\",\"pass\":\"password-in-malformed-json\"}")) {
      site.client().send("POST", site.url("/api/v1/session"), Map.of(), body);
      site.client().send("POST", site.url("/api/v1/users"), session, body);
    }
    for (int port : new int[] {site.panel().port(), here.port()}) {
      site.client()
          .raw(
              port,
              "GET /v1/host?ticket="
                  + junk
                  + " HTTP/1.1\r\nHost: evil.example\r\nAuthorization: Bearer "
                  + junk
                  + "\r\nCookie: "
                  + session.get("Cookie")
                  + "\r\nConnection: close\r\n\r\n");
      site.client().raw(port, "GET /x?ticket=" + junk + " HTTP/9.9\r\nCookie " + junk + "\r\n\r\n");
    }
  }

  private static JsonObject ticket(InstanceId instance, String operation, @Nullable String path) {
    JsonObject body = new JsonObject();
    body.addProperty("daemon", hereId.value());
    body.addProperty("instance", instance.value());
    body.addProperty("operation", operation);
    if (path != null) {
      body.addProperty("path", path);
    }
    return site.post("/api/v1/tickets", site.administratorKey(), body.toString()).json();
  }

  private static String ticketOf(String location) {
    return Stream.of(URI.create(location).getQuery().split("&"))
        .filter(part -> part.startsWith("ticket="))
        .map(part -> part.substring("ticket=".length()))
        .collect(Collectors.joining());
  }

  private static void refuses(Callable<?> start) {
    assertThatExceptionOfType(SignalboxException.class)
        .isThrownBy(start::call)
        .satisfies(refusal -> assertThat(refusal.code().id()).isEqualTo("secrets.exposed"));
  }

  private static Path firstIn(Path directory) throws IOException {
    try (Stream<Path> listed = Files.list(directory)) {
      return listed.sorted().findFirst().orElseThrow();
    }
  }

  private static String mode(Path path) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void chmod(Path path, String mode) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(condition);
  }
}
