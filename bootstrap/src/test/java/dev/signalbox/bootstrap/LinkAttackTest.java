package dev.signalbox.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.WebSocketListener;
import dev.signalbox.api.http.WebSocketSession;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.link.control.LinkEnd;
import dev.signalbox.api.link.control.LinkSession;
import dev.signalbox.api.link.dial.WebSocketDialer;
import dev.signalbox.api.link.trust.TlsTrust;
import dev.signalbox.panel.node.Node;
import dev.signalbox.panel.node.NodeService;
import dev.signalbox.transport.netty.NettyTransport;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever dials the panel's link without a daemon's key, or with a stolen or second-hand message.
 */
class LinkAttackTest {
  @TempDir Path directory;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private TestSite site;
  private WebSocketDialer dialer;

  @BeforeEach
  void start() {
    site = TestSite.start(directory.resolve("site"), NettyTransport::new);
    dialer = new WebSocketDialer(TlsTrust.AUTHORITY.context(site.panel().fingerprint()), threads);
  }

  @AfterEach
  void stop() {
    dialer.close();
    site.close();
    threads.shutdownNow();
  }

  @Test
  void aDaemonThatNobodyKnowsIsRefused() {
    Script script = dial();
    script.say(hello("unknown-daemon", script.panelNonce()));
    assertThat(script.end()).startsWith(LinkEnd.REFUSED + " join.unknown-daemon");
  }

  @Test
  void anIdWithoutItsKeyIsRefused() {
    Membership.Joined joined = join("alpha");
    Script script = dial();
    script.say(hello(joined.daemon(), script.panelNonce()));
    script.awaitMessage("\"proof\"");
    script.say("{\"jsonrpc\":\"2.0\",\"method\":\"proof\",\"params\":{\"signature\":\"AAAA\"}}");
    assertThat(script.end()).startsWith(LinkEnd.REFUSED + " link.bad-proof");
    await(() -> node(joined).status() == Node.Status.REFUSED);
    assertThat(node(joined).reason()).contains("127.0.0.1");
  }

  @Test
  void helloAndProofOfAnEarlierLinkOpenNoOther() {
    Membership.Joined joined = join("alpha");
    List<String> recorded;
    try (RecordingTap tap = RecordingTap.before(site)) {
      Daemon daemon = running(tap.url(), directory.resolve("alpha"));
      await(() -> node(joined).status() == Node.Status.ONLINE);
      recorded = tap.sentByDaemon(2);
      daemon.close();
    }
    await(() -> node(joined).status() != Node.Status.ONLINE);
    Script script = dial();
    script.panelNonce();
    script.say(recorded.get(0));
    script.awaitMessage("\"proof\"");
    script.say(recorded.get(1));
    assertThat(script.end()).startsWith(LinkEnd.REFUSED + " link.bad-proof");
  }

  @Test
  void anythingBeforeTheProofEndsTheSocket() {
    Script script = dial();
    script.panelNonce();
    script.say("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"leave\"}");
    assertThat(script.end()).startsWith(String.valueOf(LinkEnd.PROTOCOL));
  }

  @Test
  void aStreamNeedsATokenOfItsLink() {
    for (Map<String, String> shown :
        List.of(
            Map.<String, String>of(),
            Map.of("Authorization", "Bearer " + "ab".repeat(32)),
            Map.of("Authorization", "Bearer " + site.administratorKey()))) {
      assertThat(
              site.client()
                  .handshake(
                      site.url("/link/v1/stream").replaceFirst("^http", "ws"),
                      shown,
                      List.of("signalbox.stream.v1")))
          .isEqualTo(401);
    }
  }

  @Test
  void aSecondProgramWithOneIdentityIsReported() throws IOException {
    Membership.Joined joined = join("alpha");
    Path clone = directory.resolve("clone");
    copy(directory.resolve("alpha").resolve("secrets"), clone.resolve("secrets"));
    Daemon first = running(URI.create(site.url("")), directory.resolve("alpha"));
    await(() -> node(joined).status() == Node.Status.ONLINE);
    Daemon second = running(URI.create(site.url("")), clone);
    try {
      await(
          () ->
              site.get("/api/v1/audit?action=daemons.link-replaced", site.administratorKey())
                  .body()
                  .contains(joined.daemon()));
    } finally {
      second.close();
      first.close();
    }
  }

  @Test
  void aRemovedDaemonIsLetInNoMore() {
    Membership.Joined joined = join("alpha");
    Daemon daemon = running(URI.create(site.url("")), directory.resolve("alpha"));
    try {
      await(() -> node(joined).status() == Node.Status.ONLINE);
      site.panel().service(NodeService.class).remove(new DaemonId(joined.daemon()));
      Script script = dial();
      script.say(hello(joined.daemon(), script.panelNonce()));
      assertThat(script.end()).startsWith(LinkEnd.REFUSED + " join.unknown-daemon");
      assertThat(site.panel().service(NodeService.class).list()).isEmpty();
    } finally {
      daemon.close();
    }
  }

  private Membership.Joined join(String name) {
    String code = site.panel().service(NodeService.class).joinCode(name).toString();
    return Membership.join(directory.resolve(name), URI.create(site.url("")), code, List.of());
  }

  private Daemon running(URI panel, Path data) {
    RecordingTap.readdress(data, panel);
    Daemon daemon =
        Daemon.builder()
            .dataDirectory(data)
            .transport(new NettyTransport())
            .listen("127.0.0.1", 0)
            .build();
    daemon.start();
    return daemon;
  }

  private Node node(Membership.Joined joined) {
    return site.panel().service(NodeService.class).get(new DaemonId(joined.daemon()));
  }

  private Script dial() {
    Script script = new Script();
    dialer
        .dial(
            URI.create(site.url("/link/v1").replaceFirst("^http", "ws")),
            LinkSession.PROTOCOL,
            HttpHeaders.empty(),
            LinkSession.LIMITS,
            script)
        .toCompletableFuture()
        .join();
    return script;
  }

  private static String hello(String daemon, String waitedFor) {
    assertThat(waitedFor).isNotEmpty();
    return "{\"jsonrpc\":\"2.0\",\"method\":\"hello\",\"params\":{\"role\":\"daemon\",\"id\":\""
        + daemon
        + "\",\"nonce\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\",\"versions\":[1],"
        + "\"clock\":\"2026-01-01T00:00:00Z\",\"boot\":\"b\",\"version\":\"1\",\"addresses\":[]}}";
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(
        to, PosixFilePermissions.asFileAttribute(Files.getPosixFilePermissions(from)));
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(condition);
  }

  /** A client of the control socket that says what a test wants. */
  private static final class Script implements WebSocketListener {
    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
    private final CompletableFuture<String> end = new CompletableFuture<>();
    private final CompletableFuture<WebSocketSession> opened = new CompletableFuture<>();

    String panelNonce() {
      awaitMessage("\"nonce\"");
      return heard.get(0);
    }

    void awaitMessage(String part) {
      await(() -> end.isDone() || heard.stream().anyMatch(text -> text.contains(part)));
    }

    void say(String text) {
      opened.join().sendText(text);
    }

    String end() {
      try {
        return end.get(20, TimeUnit.SECONDS);
      } catch (Exception e) {
        throw new AssertionError("the socket stays open", e);
      }
    }

    @Override
    public void onOpen(WebSocketSession session) {
      opened.complete(session);
      session.request(100);
    }

    @Override
    public void onText(WebSocketSession session, String text) {
      heard.add(text);
    }

    @Override
    public void onBinary(WebSocketSession session, ByteBuffer data) {}

    @Override
    public void onClose(WebSocketSession session, int code, String reason) {
      end.complete(code + " " + reason);
    }
  }
}
