package dev.signalbox.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The main job, start to end, as a person does it with curl and a WebSocket client. */
@Tag("linux")
class MainJobIT {
  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(strings = {"netty", "undertow"})
  void managesOneServerWithAllTrafficStraightToItsDaemon(String transport) throws Exception {
    try (Product product = Product.start(temp.resolve("data"), "--transport", transport)) {
      Operator operator = Operator.of(product);
      String id = operator.create("echo uid $(id -u); while read line; do echo got $line; done");
      operator.start(id);

      watchesAndTypes(product, operator, id);
      uploadsAndDownloads(operator, id);
      relayCarriedNothing(product, operator);
      keepsSecretsOutOfTheLog(product);

      operator.curl().run(operator.instance(id, "/kill"), "-X", "POST").expect(202);
      operator.awaitState(id, "stopped");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"netty", "undertow"})
  void carriesTheSameThroughTheRelayWhereAsked(String transport) throws Exception {
    try (Product product = Product.start(temp.resolve("data"), "--transport", transport)) {
      Operator operator = Operator.of(product);
      String id = operator.create("while read line; do echo got $line; done");
      operator.start(id);
      JsonObject ticket = operator.ticket(id, "console", "");
      try (ConsoleClient console = open(product, ticket, "relay")) {
        console.type("relayed\n");
        console.awaitOutput("got relayed\n");
      }
      Path sent = random(1_000_000);
      String content = operator.instance(id, "/files/content?path=a.bin&via=relay");
      operator.curl().run(content, "-L", "-T", sent.toString()).expect(201);
      Path back = temp.resolve("back.bin");
      assertThat(operator.curl().save(content, back, "-L")).isEqualTo(200);
      assertThat(Files.mismatch(sent, back)).isEqualTo(-1);
      String metrics = operator.curl().get(product.panel() + "/metrics").expect(200).body();
      assertThat(metrics).containsPattern("signalbox_relay_bytes_total\\{.*\"up\".*} [1-9]");
      operator.curl().run(operator.instance(id, "/kill"), "-X", "POST").expect(202);
    }
  }

  private static void watchesAndTypes(Product product, Operator operator, String id)
      throws Exception {
    JsonObject ticket = operator.ticket(id, "console", "");
    assertThat(ticket.get("direct").getAsString())
        .startsWith(product.daemon().replaceFirst("https", "wss"));
    try (ConsoleClient console = open(product, ticket, "direct")) {
      assertThat(console.subprotocol()).isEqualTo("signalbox.console.v1");
      assertThat(console.hello().get("state").getAsString()).isEqualTo("running");
      console.awaitOutput("uid 64321\n");
      console.type("hello there\n");
      console.awaitOutput("got hello there\n");
    }
    operator.curl().post(operator.instance(id, "/command"), "{\"line\":\"again\"}").expect(204);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                operator
                    .curl()
                    .get(operator.instance(id, "/log?lines=1"))
                    .body()
                    .contains("got again"));
  }

  private void uploadsAndDownloads(Operator operator, String id) throws Exception {
    Path sent = random(20_000_000);
    String content = operator.instance(id, "/files/content?path=world/level%20one.dat");
    operator.curl().post(operator.instance(id, "/files/mkdir"), "{\"path\":\"world\"}").expect(204);
    operator.curl().run(content, "-L", "-T", sent.toString()).expect(201);
    Path back = temp.resolve("back.bin");
    assertThat(operator.curl().save(content, back, "-L")).isEqualTo(200);
    assertThat(Files.mismatch(sent, back)).isEqualTo(-1);
    Path tail = temp.resolve("tail.bin");
    assertThat(operator.curl().save(content, tail, "-L", "-r", "-100")).isEqualTo(206);
    assertThat(Files.size(tail)).isEqualTo(100);
    JsonObject entry =
        operator
            .curl()
            .get(operator.instance(id, "/files?path=world"))
            .expect(200)
            .json()
            .getAsJsonArray("items")
            .get(0)
            .getAsJsonObject();
    assertThat(entry.get("name").getAsString()).isEqualTo("level one.dat");
    assertThat(entry.get("size").getAsLong()).isEqualTo(20_000_000);
  }

  private static void relayCarriedNothing(Product product, Operator operator) {
    assertThat(operator.curl().get(product.panel() + "/metrics").expect(200).body())
        .containsPattern("signalbox_relay_bytes_total\\{.*\"up\".*} 0")
        .containsPattern("signalbox_relay_bytes_total\\{.*\"down\".*} 0");
  }

  private static void keepsSecretsOutOfTheLog(Product product) {
    assertThat(product.log() + product.output())
        .doesNotContain(Product.PASSWORD, "sbx_", "ticket=", "eyJ", "resume_")
        .contains("authority fingerprint");
  }

  private Path random(int bytes) throws Exception {
    byte[] content = new byte[bytes];
    new Random(bytes).nextBytes(content);
    return Files.write(temp.resolve("sent.bin"), content);
  }

  private static ConsoleClient open(Product product, JsonObject ticket, String way)
      throws Exception {
    return ConsoleClient.open(
        product.authority(), ticket.get(way).getAsString(), ticket.get("ticket").getAsString());
  }
}
