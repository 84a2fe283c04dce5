package dev.signalbox.bootstrap;

import com.google.gson.JsonObject;
import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.WebSocketListener;
import dev.signalbox.api.http.WebSocketSession;
import dev.signalbox.api.http.WebSocketUpgrade;
import dev.signalbox.api.json.Json;
import dev.signalbox.api.link.control.LinkSession;
import dev.signalbox.api.link.dial.WebSocketDialer;
import dev.signalbox.api.link.trust.TlsTrust;
import dev.signalbox.api.transport.HttpLimits;
import dev.signalbox.api.transport.HttpServer;
import dev.signalbox.api.transport.ListenerSpec;
import dev.signalbox.api.transport.ServerSpec;
import dev.signalbox.transport.netty.NettyTransport;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;

/**
 * Ends the TLS of a link with the panel's own certificate, passes its messages on and keeps them.
 */
final class RecordingTap implements AutoCloseable {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> sent = Collections.synchronizedList(new ArrayList<>());
  private final TestSite site;
  private final WebSocketDialer dialer;
  private final HttpServer server;

  private RecordingTap(TestSite site) {
    this.site = site;
    this.dialer =
        new WebSocketDialer(TlsTrust.AUTHORITY.context(site.panel().fingerprint()), threads);
    this.server =
        new NettyTransport()
            .create(
                new ServerSpec(
                    "tap",
                    List.of(ListenerSpec.tls("127.0.0.1", 0, site.panel().tls().current())),
                    HttpLimits.DEFAULT),
                this::pass);
  }

  static RecordingTap before(TestSite site) {
    RecordingTap tap = new RecordingTap(site);
    tap.server.start();
    return tap;
  }

  /** Has a joined daemon dial another address from its next start. */
  static void readdress(Path data, URI panel) {
    Path file = data.resolve("secrets").resolve("daemon-panel.json");
    try {
      JsonObject joined = Json.parse(Files.readString(file)).getAsJsonObject();
      joined.getAsJsonObject("way").addProperty("url", panel.toString());
      Files.writeString(file, joined.toString());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  URI url() {
    return URI.create("https://localhost:" + server.addresses().get(0).getPort());
  }

  /** Returns so many of the first messages that the daemon has sent. */
  List<String> sentByDaemon(int count) {
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> sent.size() >= count);
    return List.copyOf(sent.subList(0, count));
  }

  private CompletionStage<HttpReply> pass(HttpRequest request) {
    if (!request.path().equals("/link/v1")) {
      return HttpResponse.of(404).asStage();
    }
    Side panel = new Side();
    Side daemon = new Side();
    panel.other = daemon;
    daemon.other = panel;
    daemon.records = true;
    return dialer
        .dial(
            URI.create(site.url("/link/v1").replaceFirst("^http", "ws")),
            LinkSession.PROTOCOL,
            HttpHeaders.empty(),
            LinkSession.LIMITS,
            panel)
        .thenApply(
            opened ->
                new WebSocketUpgrade(
                    HttpHeaders.empty(), LinkSession.PROTOCOL, LinkSession.LIMITS, daemon));
  }

  @Override
  public void close() {
    server.close();
    dialer.close();
    threads.shutdownNow();
  }

  /** Hands what one end says to the other. */
  private final class Side implements WebSocketListener {
    private final List<String> early = new ArrayList<>();
    private Side other = this;
    private boolean records;
    private WebSocketSession session;

    @Override
    public synchronized void onOpen(WebSocketSession opened) {
      session = opened;
      early.forEach(opened::sendText);
      opened.request(Long.MAX_VALUE);
    }

    private synchronized void say(String text) {
      if (session == null) {
        early.add(text);
      } else {
        session.sendText(text);
      }
    }

    @Override
    public void onText(WebSocketSession from, String text) {
      if (records) {
        sent.add(text);
      }
      other.say(text);
    }

    @Override
    public void onBinary(WebSocketSession from, ByteBuffer data) {}

    @Override
    public void onClose(WebSocketSession from, int code, String reason) {
      WebSocketSession open = other.session;
      if (open != null) {
        open.close(1001, "");
      }
    }
  }
}
