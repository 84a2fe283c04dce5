package dev.signalbox.bootstrap;

import com.google.gson.JsonObject;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.json.Json;
import dev.signalbox.api.link.join.JoinMessages;
import dev.signalbox.api.routing.Replies;
import dev.signalbox.api.routing.Route;
import dev.signalbox.api.routing.RoutedRequest;
import dev.signalbox.api.routing.Router;
import dev.signalbox.api.routing.Workers;
import dev.signalbox.api.transport.HttpLimits;
import dev.signalbox.api.transport.HttpServer;
import dev.signalbox.api.transport.ListenerSpec;
import dev.signalbox.api.transport.ServerSpec;
import dev.signalbox.transport.netty.NettyTransport;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Stands between a daemon and its panel with a certificate that the daemon trusts, and puts its own
 * key where it can.
 */
final class MeddlingProxy implements AutoCloseable {
  /** Which message it changes. */
  enum Meddling {
    IN_REQUEST,
    IN_ANSWER
  }

  private final Workers workers = Workers.create("meddling");
  private final TestSite site;
  private final Meddling meddling;
  private final HttpServer server;

  private MeddlingProxy(TestSite site, Meddling meddling) {
    this.site = site;
    this.meddling = meddling;
    this.server =
        new NettyTransport()
            .create(
                new ServerSpec(
                    "meddling",
                    List.of(ListenerSpec.tls("127.0.0.1", 0, site.panel().tls().current())),
                    HttpLimits.DEFAULT),
                Router.builder(workers)
                    .routes(List.of(Route.of("POST", "/link/v1/join", this::pass)))
                    .build());
  }

  static MeddlingProxy before(TestSite site, Meddling meddling) {
    MeddlingProxy proxy = new MeddlingProxy(site, meddling);
    proxy.server.start();
    return proxy;
  }

  URI url() {
    return URI.create("https://localhost:" + server.addresses().get(0).getPort());
  }

  private CompletionStage<HttpReply> pass(RoutedRequest request) {
    return request.json(JoinMessages.Sealed.class).thenApply(this::pass);
  }

  private HttpReply pass(JoinMessages.Sealed said) {
    JoinMessages.Sealed sent =
        meddling == Meddling.IN_REQUEST ? changed(said, "identityKey") : said;
    TestClient.Answer answer =
        site.client().send("POST", site.url("/link/v1/join"), Map.of(), Json.write(sent));
    if (meddling == Meddling.IN_REQUEST || answer.status() != 200) {
      return Replies.json(answer.status(), answer.json());
    }
    return Replies.ok(changed(Json.read(answer.body(), JoinMessages.Sealed.class), "panelKey"));
  }

  private static JoinMessages.Sealed changed(JoinMessages.Sealed message, String member) {
    JsonObject said = Json.parse(message.said()).getAsJsonObject();
    said.addProperty(member, Base64.getEncoder().encodeToString(ownKey()));
    return new JoinMessages.Sealed(message.code(), said.toString(), message.proof());
  }

  private static byte[] ownKey() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic().getEncoded();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    server.close();
    workers.close();
  }
}
