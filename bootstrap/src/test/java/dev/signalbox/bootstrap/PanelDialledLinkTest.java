package dev.signalbox.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.signalbox.panel.node.Node;
import dev.signalbox.transport.undertow.UndertowTransport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PanelDialledLinkTest extends LinkContract {
  @Override
  Daemon daemon(String name) {
    int port = pair(name);
    Daemon made =
        Daemon.builder()
            .dataDirectory(directory.resolve(name))
            .transport(new UndertowTransport())
            .listen("127.0.0.1", port)
            .stopInstancesOnClose(true)
            .build();
    made.start();
    return made;
  }

  @Test
  void isDialledAgainWhenTheDaemonComesBack() {
    int port = daemon.port();
    daemon.close();
    await(() -> node().status() == Node.Status.CONNECTING);
    assertThat(node().reason()).contains("127.0.0.1:" + port);
    daemon =
        Daemon.builder()
            .dataDirectory(directory.resolve("far"))
            .transport(new UndertowTransport())
            .listen("127.0.0.1", port)
            .stopInstancesOnClose(true)
            .build();
    daemon.start();
    await(() -> node().status() == Node.Status.ONLINE);
    assertThat(node().dialledBy()).isEqualTo(Node.Dialler.PANEL);
  }

  @Test
  void isNotPairedByAnotherCodeThanTheDaemonHasShown() {
    Path other = directory.resolve("other");
    try (Membership.PairingWait waiting = wait(other)) {
      String wrong = "0".repeat(26) + waiting.code().substring(26);
      assertThat(ask("other", waiting.port(), wrong).status()).isEqualTo(403);
      String anotherKey = waiting.code().substring(0, 27) + "ab".repeat(32);
      assertThat(ask("other", waiting.port(), anotherKey).status()).isEqualTo(502);
    }
    assertThat(Membership.of(other)).isEmpty();
    assertThat(site.get("/api/v1/daemons", site.administratorKey()).body()).doesNotContain("other");
  }

  /** Returns the port that the daemon was paired at. */
  private int pair(String name) {
    Path data = directory.resolve(name);
    try (Membership.PairingWait waiting = wait(data)) {
      CompletableFuture<Membership.Joined> paired = CompletableFuture.supplyAsync(waiting::await);
      TestClient.Answer answer = ask(name, waiting.port(), waiting.code());
      assertThat(answer.status()).as(answer.body()).isEqualTo(201);
      assertThat(paired.join().name()).isEqualTo(name);
      return waiting.port();
    }
  }

  private static Membership.PairingWait wait(Path data) {
    return Membership.pair(
        data, new UndertowTransport(), "127.0.0.1", 0, List.of(), Duration.ofMinutes(1));
  }

  private TestClient.Answer ask(String name, int port, String code) {
    JsonObject wanted = new JsonObject();
    wanted.addProperty("name", name);
    wanted.addProperty("address", "https://127.0.0.1:" + port);
    wanted.addProperty("pairingCode", code);
    return site.post("/api/v1/daemons", site.administratorKey(), wanted.toString());
  }
}
