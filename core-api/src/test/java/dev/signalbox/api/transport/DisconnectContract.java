package dev.signalbox.api.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.api.http.HttpReply;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Clients that go away while a handler is at work. */
public abstract class DisconnectContract extends TransportContract {
  @Test
  void cancelsTheHandlerWhereTheConnectionIsReset() throws Exception {
    CompletableFuture<HttpReply> reply = new CompletableFuture<>();
    CompletableFuture<Void> asked = new CompletableFuture<>();
    RawClient client =
        connect(
            serve(
                request -> {
                  asked.complete(null);
                  return reply;
                }));
    client.get("/");
    asked.get(10, TimeUnit.SECONDS);
    client.reset();
    if (can(TransportCapability.EARLY_DISCONNECT)) {
      await().until(reply::isCancelled);
    } else {
      await().during(Duration.ofMillis(300)).until(() -> !reply.isDone());
      reply.complete(text("to nobody"));
    }
  }

  @Test
  void survivesAReplyToAClientThatIsGone() throws Exception {
    CompletableFuture<HttpReply> reply = new CompletableFuture<>();
    CompletableFuture<Void> asked = new CompletableFuture<>();
    HttpServer server =
        serve(
            request -> {
              if (request.path().equals("/probe")) {
                return text("fine").asStage();
              }
              asked.complete(null);
              return reply.minimalCompletionStage();
            });
    RawClient client = connect(server);
    client.get("/");
    asked.get(10, TimeUnit.SECONDS);
    client.close();
    reply.complete(text("to nobody"));
    assertThat(connect(server).get("/probe").read().text()).isEqualTo("fine");
  }
}
