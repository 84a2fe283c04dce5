package dev.signalbox.benchmarks;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.signalbox.benchmarks.subject.LinkedDaemon;
import dev.signalbox.benchmarks.subject.LinkedPanel;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** A panel and a daemon that dials it, each a process, and a client that may do everything. */
final class LinkSite implements AutoCloseable {
  /** Which way the bytes go. */
  enum Way {
    DIRECT,
    RELAY
  }

  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);
  private static final String NAME = "here";

  /** No certificate is issued for localhost; the file {@code hosts} of this module has the name. */
  static final String DAEMON_HOST = "daemon.home.arpa";

  private final TalkingProcess panel;
  private final TalkingProcess daemon;
  private final HttpClient client;
  private final String daemonId;
  private final String[] keys;
  private int asked;

  private LinkSite(TalkingProcess panel, TalkingProcess daemon)
      throws IOException, GeneralSecurityException, InterruptedException {
    this.panel = panel;
    this.daemon = daemon;
    this.client = client(authority());
    this.keys = panel.word(2).split(",", -1);
    awaitOnline(panel, 1);
    daemonId = panel.ask("accept " + NAME + " https://" + DAEMON_HOST + ":" + daemon.port());
    awaitDirect();
  }

  static LinkSite start(String kind, Path folder, @Nullable Path recordings)
      throws IOException, GeneralSecurityException, InterruptedException {
    Path own = Files.createDirectories(folder.resolve("link-" + kind));
    // Instances are other users and have to pass through.
    for (Path passed : new Path[] {folder, own}) {
      Files.setPosixFilePermissions(passed, PosixFilePermissions.fromString("rwx--x--x"));
    }
    TalkingProcess panel =
        panel(kind, own.resolve("panel"), 0, recording(recordings, "panel", kind));
    try {
      TalkingProcess daemon =
          TalkingProcess.start(
              kind + " daemon",
              LinkedDaemon.class,
              own,
              recording(recordings, "daemon", kind),
              kind,
              own.resolve("daemon").toString(),
              "https://localhost:" + panel.port(),
              panel.ask("code " + NAME),
              DAEMON_HOST);
      return new LinkSite(panel, daemon);
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      panel.close();
      throw e;
    }
  }

  /** Starts a panel alone. */
  static TalkingProcess panel(String kind, Path data, int port, @Nullable Path recording)
      throws IOException {
    return TalkingProcess.start(
        kind + " panel",
        LinkedPanel.class,
        data,
        recording,
        kind,
        data.toString(),
        Integer.toString(port));
  }

  /** Waits until that many daemons are online. */
  static void awaitOnline(TalkingProcess panel, int daemons)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    while (Integer.parseInt(panel.ask("online")) < daemons) {
      if (System.nanoTime() - begin > PATIENCE) {
        throw new BenchmarkException(panel.ask("online") + " of " + daemons + " are online");
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  ServerProcess panel() {
    return panel.server();
  }

  ServerProcess daemon() {
    return daemon.server();
  }

  HttpClient client() {
    return client;
  }

  /** Returns the file with the certificate to trust. */
  Path authority() {
    return Path.of(panel.word(3));
  }

  /** A leave to do something once. */
  record Leave(String ticket, URI direct, URI relay) {
    URI url(Way way) {
      return way == Way.DIRECT ? direct : relay;
    }

    /** Returns the URL with the ticket in it. */
    String whole(Way way) {
      URI url = url(way);
      return url + (url.getQuery() == null ? "?" : "&") + "ticket=" + ticket;
    }
  }

  /** Returns a leave; the people take turns, since each may have only so many exchanges open. */
  Leave leave(String operation, @Nullable String path) throws IOException, InterruptedException {
    JsonObject wanted = new JsonObject();
    wanted.addProperty("daemon", daemonId);
    wanted.addProperty("instance", daemon.word(2));
    wanted.addProperty("operation", operation);
    if (path != null) {
      wanted.addProperty("path", path);
    }
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(
                    URI.create("https://localhost:" + panel.port() + "/api/v1/tickets"))
                .header("Authorization", "Bearer " + keys[Math.floorMod(asked++, keys.length)])
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(wanted.toString()))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    JsonObject made = JsonParser.parseString(answer.body()).getAsJsonObject();
    if (!made.has("ticket")) {
      throw new BenchmarkException("no ticket: " + answer.body());
    }
    return new Leave(
        made.get("ticket").getAsString(),
        URI.create(made.get("direct").getAsString()),
        URI.create(made.get("relay").getAsString()));
  }

  /** The daemon gets a certificate for its address over the link, a moment later. */
  private void awaitDirect() throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("https://" + DAEMON_HOST + ":" + daemon.port() + "/v1/host"))
            .build();
    long begin = System.nanoTime();
    while (true) {
      try {
        client.send(request, HttpResponse.BodyHandlers.discarding());
        return;
      } catch (IOException e) {
        if (System.nanoTime() - begin > PATIENCE) {
          throw new BenchmarkException("the daemon is not reached directly: " + e);
        }
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
  }

  private static @Nullable Path recording(@Nullable Path recordings, String part, String kind) {
    return recordings == null
        ? null
        : recordings.resolve("link-" + kind + "-" + part + ".jfr").toAbsolutePath();
  }

  private static HttpClient client(Path authority) throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    try (InputStream pem = Files.newInputStream(authority)) {
      trusted.setCertificateEntry(
          "root", CertificateFactory.getInstance("X.509").generateCertificate(pem));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, trust.getTrustManagers(), null);
    return HttpClient.newBuilder().sslContext(tls).version(HttpClient.Version.HTTP_1_1).build();
  }

  @Override
  public void close() {
    daemon.close();
    panel.close();
  }
}
