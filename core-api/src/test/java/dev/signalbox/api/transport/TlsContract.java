package dev.signalbox.api.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.WebSocketLimits;
import dev.signalbox.api.link.dial.DialException;
import dev.signalbox.api.link.dial.WebSocketDialer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What TLS adds: versions, time limits, and material that is replaced while the server runs. */
public abstract class TlsContract extends TransportContract {
  private static final TlsMaterial SECOND = TestCertificates.named("second.test");

  private static SSLSession session(RawClient client) {
    return ((SSLSocket) client.socket()).getSession();
  }

  private static Certificate certificate(RawClient client) throws IOException {
    return session(client).getPeerCertificates()[0];
  }

  /** Marks the session, and says whether it is one that was marked before. */
  private static boolean isResumed(RawClient client) {
    // What is bound to a session is there again in every one that resumes it.
    boolean marked = session(client).getValue("mark") != null;
    session(client).putValue("mark", "seen");
    return marked;
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void speaks(String protocol) throws Exception {
    HttpServer server = serve(request -> text("" + request.peer().secure()).asStage());
    SSLContext context = TestCertificates.trusting(MATERIAL);
    RawClient client = closeAfterwards(RawClient.tls(server.addresses().get(0), context, protocol));
    assertThat(session(client).getProtocol()).isEqualTo(protocol);
    assertThat(client.get("/").read().text()).isEqualTo("true");
  }

  @Test
  void speaksWithTheJdksClient() throws Exception {
    HttpServer server = serve(request -> text("hello").asStage());
    HttpClient client =
        HttpClient.newBuilder().sslContext(TestCertificates.trusting(MATERIAL)).build();
    URI uri = URI.create("https://localhost:" + server.addresses().get(0).getPort() + "/");
    for (int i = 0; i < 3; i++) {
      HttpResponse<String> response =
          client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
      assertThat(response.body()).isEqualTo("hello");
    }
  }

  @Test
  void isRefusedByAClientThatDoesNotTrustIt() throws Exception {
    HttpServer server = serve(request -> text("hello").asStage());
    SSLContext context = TestCertificates.trusting(SECOND);
    assertThatThrownBy(() -> RawClient.tls(server.addresses().get(0), context))
        .isInstanceOf(SSLHandshakeException.class);
    assertThat(connect(server).get("/").read().text()).isEqualTo("hello");
  }

  @Test
  void answersNothingToAClientWithoutTls() throws Exception {
    HttpServer server = serve(request -> text("hello").asStage());
    RawClient client = closeAfterwards(RawClient.plain(server.addresses().get(0)));
    client.get("/");
    assertThat(new String(client.readToEnd(), StandardCharsets.UTF_8))
        .doesNotContain("HTTP/1.1 200", "hello");
  }

  @Test
  void closesAConnectionThatDoesNotShakeHandsInTime() throws Exception {
    HttpServer server = serve(TestLimits.SHORT_HANDSHAKE, request -> text("hello").asStage());
    RawClient silent = closeAfterwards(RawClient.plain(server.addresses().get(0)));
    RawClient begun = closeAfterwards(RawClient.plain(server.addresses().get(0)));
    begun.send((byte) 0x16, (byte) 3, (byte) 1, (byte) 1);
    assertThat(silent.readToEnd()).hasSizeLessThan(100);
    assertThat(begun.readToEnd()).hasSizeLessThan(100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void showsNewMaterialToAFreshAndToAResumingClient(String protocol) throws Exception {
    HttpServer server = serve(request -> text(request.path()).asStage());
    SSLContext resuming = TestCertificates.trusting(MATERIAL, SECOND);
    for (int i = 0; i < 3; i++) {
      RawClient client =
          closeAfterwards(RawClient.tls(server.addresses().get(0), resuming, protocol));
      assertThat(client.get("/").read().status()).isEqualTo(200);
      assertThat(certificate(client)).isEqualTo(MATERIAL.chain().get(0));
      assertThat(isResumed(client)).isEqualTo(i > 0);
      client.socket().close();
    }
    server.reloadTls(SECOND);
    RawClient resumed =
        closeAfterwards(RawClient.tls(server.addresses().get(0), resuming, protocol));
    assertThat(isResumed(resumed)).isFalse();
    assertThat(certificate(resumed)).isEqualTo(SECOND.chain().get(0));
    assertThat(resumed.get("/").read().status()).isEqualTo(200);
    SSLContext fresh = TestCertificates.trusting(SECOND);
    RawClient client = closeAfterwards(RawClient.tls(server.addresses().get(0), fresh, protocol));
    assertThat(client.get("/").read().status()).isEqualTo(200);
  }

  @Test
  void leavesOpenConnectionsAloneWhenMaterialIsReplaced() throws Exception {
    CompletableFuture<HttpReply> reply = new CompletableFuture<>();
    HttpServer server =
        serve(request -> request.path().equals("/wait") ? reply : text("hello").asStage());
    RawClient idle = connect(server);
    assertThat(idle.get("/").read().text()).isEqualTo("hello");
    RawClient waiting = connect(server);
    waiting.get("/wait");
    for (int i = 0; i < 10; i++) {
      server.reloadTls(i % 2 == 0 ? SECOND : MATERIAL);
      assertThat(idle.get("/").read().text()).isEqualTo("hello");
    }
    reply.complete(text("still"));
    assertThat(waiting.read().text()).isEqualTo("still");
    assertThat(certificate(connect(server))).isEqualTo(MATERIAL.chain().get(0));
  }

  @Test
  void endsAResponseWithTheEndOfTls() throws Exception {
    RawClient client = connect(serve(request -> text("bye").asStage()));
    assertThat(client.get("/", "Connection: close").read().text()).isEqualTo("bye");
    client.socket().setSoTimeout((int) Duration.ofSeconds(5).toMillis());
    assertThat(client.readSome(new byte[1])).isEqualTo(-1);
  }

  @Test
  void isNotDialledWithoutTrust() throws Exception {
    HttpServer server = serve(request -> text("hello").asStage());
    ExecutorService threads = Executors.newCachedThreadPool();
    closeAfterwards(threads::shutdownNow);
    WebSocketDialer dialer =
        closeAfterwards(new WebSocketDialer(TestCertificates.trusting(SECOND), threads));
    URI uri = URI.create("wss://localhost:" + server.addresses().get(0).getPort() + "/");
    assertThatThrownBy(
            () ->
                dialer
                    .dial(
                        uri,
                        "",
                        HttpHeaders.empty(),
                        WebSocketLimits.DEFAULT,
                        ListenerProbe.asking())
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS))
        .cause()
        .isInstanceOfSatisfying(
            DialException.class, e -> assertThat(e.kind()).isEqualTo(DialException.Kind.TLS))
        .hasMessageContaining("authority that is trusted");
  }
}
