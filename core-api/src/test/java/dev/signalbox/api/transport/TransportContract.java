package dev.signalbox.api.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.api.http.HttpHandler;
import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.ResponseBody;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;

/** What the contracts share: a server to start, clients to connect, and their end. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class TransportContract {
  protected static final TlsMaterial MATERIAL = TestCertificates.named("first.test");

  /** One for all: to make one costs more than a handshake. */
  private static final SSLContext TRUSTING = TestCertificates.trusting(MATERIAL);

  private final List<AutoCloseable> opened = new ArrayList<>();

  /** Returns what to test. */
  protected abstract TransportUnderTest subject();

  /** Starts a server of one listener on a free port. */
  protected final HttpServer serve(HttpHandler handler) {
    return serve(HttpLimits.DEFAULT, handler);
  }

  protected final HttpServer serve(HttpLimits limits, HttpHandler handler) {
    HttpServer server = closeAfterwards(subject().transport().create(spec(limits), handler));
    server.start();
    return server;
  }

  protected final ServerSpec spec(HttpLimits limits) {
    return new ServerSpec("contract", List.of(listener(0)), limits);
  }

  /** Plans threads of that name and such listeners. */
  protected static ServerSpec named(String name, ListenerSpec... listeners) {
    return new ServerSpec(name, List.of(listeners), HttpLimits.DEFAULT);
  }

  protected final ListenerSpec listener(int port) {
    return subject().tls()
        ? ListenerSpec.tls("127.0.0.1", port, MATERIAL)
        : ListenerSpec.plain("127.0.0.1", port);
  }

  protected final RawClient connect(HttpServer server) throws IOException {
    return connect(server, 0);
  }

  /** Connects with a receive buffer of about that size. */
  protected final RawClient connect(HttpServer server, int receiveBuffer) throws IOException {
    return closeAfterwards(reach(server, receiveBuffer));
  }

  /** Connects a client that the caller closes. */
  protected final RawClient reach(HttpServer server) throws IOException {
    return reach(server, 0);
  }

  private RawClient reach(HttpServer server, int receiveBuffer) throws IOException {
    InetSocketAddress address = server.addresses().get(0);
    return subject().tls()
        ? RawClient.tls(address, TRUSTING, receiveBuffer)
        : RawClient.plain(address, receiveBuffer);
  }

  protected final <T extends AutoCloseable> T closeAfterwards(T closeable) {
    opened.add(0, closeable);
    return closeable;
  }

  protected final boolean can(TransportCapability capability) {
    return subject().transport().capabilities().contains(capability);
  }

  protected static HttpReply text(String text) {
    return new HttpResponse(
        200, HttpHeaders.of("Content-Type", "text/plain"), ResponseBody.of(text.getBytes(UTF_8)));
  }

  @BeforeAll
  static void lookOften() {
    Awaitility.setDefaultPollInterval(Duration.ofMillis(10));
    Awaitility.setDefaultPollDelay(Duration.ZERO);
  }

  @AfterEach
  void closeWhatWasOpened() throws Exception {
    for (AutoCloseable closeable : opened) {
      closeable.close();
    }
  }
}
