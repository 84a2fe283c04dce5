package dev.signalbox.api.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpHandler;
import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.ResponseBody;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** From plan to start to stop. */
public abstract class LifecycleContract extends TransportContract {
  private static final HttpHandler HELLO = request -> text("hello").asStage();

  private HttpServer plan(ServerSpec spec, HttpHandler handler) {
    return closeAfterwards(subject().transport().create(spec, handler));
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress("127.0.0.1", port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static long threads(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(name))
        .count();
  }

  @Test
  void acquiresNothingBeforeStart() throws Exception {
    int port = freePort();
    HttpServer server = plan(named("planned", listener(port)), HELLO);
    assertThat(isFree(port)).isTrue();
    assertThat(threads("planned")).isZero();
    assertThatThrownBy(server::addresses).isInstanceOf(IllegalStateException.class);
    assertThat(server.stop(Duration.ofSeconds(1))).isEqualTo(StopOutcome.DRAINED);
    assertThatThrownBy(server::start).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void startsOnlyOnce() {
    HttpServer server = serve(HELLO);
    assertThatThrownBy(server::start).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void namesItsThreads() throws Exception {
    HttpServer server = plan(named("mine", listener(0)), HELLO);
    server.start();
    assertThat(connect(server).get("/").read().text()).isEqualTo("hello");
    assertThat(threads("mine")).isPositive();
  }

  @Test
  void tellsTheTimeAlsoAfterAnotherServerHasStopped() throws Exception {
    HttpServer first = serve(HELLO);
    String before = connect(first).get("/").read().headers().first("Date").orElseThrow();
    first.stop(Duration.ZERO);
    HttpServer second = serve(HELLO);
    await()
        .until(
            () ->
                !before.equals(
                    connect(second).get("/").read().headers().first("Date").orElseThrow()));
  }

  @Test
  void namesAPortThatIsInUse() throws Exception {
    int port = serve(HELLO).addresses().get(0).getPort();
    HttpServer second = plan(named("second", listener(port)), HELLO);
    assertThatThrownBy(second::start)
        .isInstanceOfSatisfying(
            SignalboxException.class,
            e -> assertThat(e.code()).isEqualTo(TransportError.PORT_IN_USE))
        .hasMessageContaining("127.0.0.1:" + port);
    await().until(() -> threads("second") == 0);
  }

  @Test
  void namesAnAddressThatIsNotHere() {
    ListenerSpec elsewhere = ListenerSpec.plain("192.0.2.1", 0);
    HttpServer server = plan(named("elsewhere", elsewhere), HELLO);
    assertThatThrownBy(server::start)
        .isInstanceOfSatisfying(
            SignalboxException.class,
            e -> assertThat(e.code()).isEqualTo(TransportError.BIND_FAILED))
        .hasMessageContaining("192.0.2.1:0");
  }

  @Test
  void bindsAllListenersOrNone() throws Exception {
    int taken = serve(HELLO).addresses().get(0).getPort();
    int free = freePort();
    HttpServer server = plan(named("both", listener(free), listener(taken)), HELLO);
    assertThatThrownBy(server::start).isInstanceOf(SignalboxException.class);
    assertThat(isFree(free)).isTrue();
    assertThat(server.stop(Duration.ZERO)).isEqualTo(StopOutcome.DRAINED);
  }

  @Test
  void servesSeveralListeners() throws Exception {
    ListenerSpec plain = ListenerSpec.plain("127.0.0.1", 0);
    HttpServer server =
        plan(
            named("several", plain, listener(0)),
            request -> text("" + request.peer().local().getPort()).asStage());
    server.start();
    InetSocketAddress first = server.addresses().get(0);
    RawClient client = closeAfterwards(RawClient.plain(first));
    assertThat(client.get("/").read().text()).isEqualTo("" + first.getPort());
    assertThat(server.addresses()).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void freesPortAndThreadsAndCanBeFollowedAtOnce() throws Exception {
    int port = freePort();
    for (int i = 0; i < 5; i++) {
      HttpServer server = plan(named("again", listener(port)), HELLO);
      server.start();
      RawClient client = connect(server);
      assertThat(client.get("/").read().text()).isEqualTo("hello");
      assertThat(server.stop(Duration.ofSeconds(5))).isEqualTo(StopOutcome.DRAINED);
      assertThat(isFree(port)).isTrue();
      assertThat(threads("again")).isZero();
      assertThat(client.readToEnd()).isEmpty();
    }
  }

  @Test
  void letsAnExchangeInFlightEnd() throws Exception {
    CompletableFuture<HttpReply> reply = new CompletableFuture<>();
    CompletableFuture<Void> asked = new CompletableFuture<>();
    HttpServer server =
        serve(
            request -> {
              asked.complete(null);
              return reply;
            });
    RawClient idle = connect(server);
    RawClient client = connect(server);
    client.get("/");
    asked.get(10, TimeUnit.SECONDS);
    CompletableFuture<StopOutcome> stopped =
        CompletableFuture.supplyAsync(() -> server.stop(Duration.ofSeconds(20)));
    assertThat(idle.readToEnd()).isEmpty();
    await().during(Duration.ofMillis(300)).until(() -> !stopped.isDone());
    reply.complete(text("in time"));
    RawResponse response = client.read();
    assertThat(response.text()).isEqualTo("in time");
    assertThat(response.headers().hasMember("Connection", "close")).isTrue();
    assertThat(stopped.get(10, TimeUnit.SECONDS)).isEqualTo(StopOutcome.DRAINED);
  }

  @Test
  void cutsOffAnExchangeThatOutstaysTheGrace() throws Exception {
    CompletableFuture<HttpReply> reply = new CompletableFuture<>();
    CompletableFuture<Void> asked = new CompletableFuture<>();
    HttpServer server =
        serve(
            request -> {
              asked.complete(null);
              return reply;
            });
    RawClient client = connect(server);
    client.get("/");
    asked.get(10, TimeUnit.SECONDS);
    assertThat(server.stop(Duration.ofMillis(200))).isEqualTo(StopOutcome.FORCED);
    assertThat(server.stop(Duration.ofSeconds(1))).isEqualTo(StopOutcome.FORCED);
    assertThat(client.readToEnd()).isEmpty();
    assertThat(reply).isCancelled();
    assertThat(threads("contract")).isZero();
  }

  @Test
  void cancelsAStreamThatOutstaysTheGrace() throws Exception {
    PublisherProbe probe = closeAfterwards(PublisherProbe.silentAfter(new byte[10], 1));
    HttpServer server =
        serve(
            request ->
                new HttpResponse(
                        200, HttpHeaders.empty(), ResponseBody.of(probe, OptionalLong.empty()))
                    .asStage());
    RawClient client = connect(server);
    client.get("/").readHead();
    assertThat(client.readChunk()).hasSize(10);
    assertThat(server.stop(Duration.ofMillis(200))).isEqualTo(StopOutcome.FORCED);
    probe.cancelled().get(10, TimeUnit.SECONDS);
  }

  @Test
  void closesWebSocketsWith1001() throws Exception {
    ListenerProbe probe = ListenerProbe.asking();
    HttpServer server = serve(probe.handler());
    RawWebSocket socket = RawWebSocket.open(connect(server));
    probe.session();
    CompletableFuture<StopOutcome> stopped =
        CompletableFuture.supplyAsync(() -> server.stop(Duration.ofSeconds(20)));
    assertThat(socket.readCloseCode()).isEqualTo(1001);
    socket.close(1001);
    assertThat(stopped.get(10, TimeUnit.SECONDS)).isEqualTo(StopOutcome.DRAINED);
    assertThat(probe.closed().code()).isEqualTo(1001);
  }

  @Test
  void closesWebSocketsWithoutGrace() throws Exception {
    ListenerProbe probe = ListenerProbe.asking();
    HttpServer server = serve(probe.handler());
    RawWebSocket socket = RawWebSocket.open(connect(server));
    probe.session();
    server.close();
    assertThat(socket.readCloseCode()).isEqualTo(1001);
    assertThat(probe.isClosed()).isTrue();
    assertThat(threads("contract")).isZero();
  }

  @Test
  void runsSeveralServersSideBySide() throws Exception {
    HttpServer one = serve(request -> text("one").asStage());
    HttpServer two = serve(request -> text("two").asStage());
    RawClient client = connect(two);
    assertThat(connect(one).get("/").read().text()).isEqualTo("one");
    one.close();
    assertThat(client.get("/").read().text()).isEqualTo("two");
  }
}
