package dev.signalbox.panel.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.ResponseBody;
import dev.signalbox.panel.node.NodeError;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class AnswerDeadlineTest {
  @Test
  void passesOnWhatComesInTime() {
    HttpReply reply = HttpResponse.of(204);
    assertThat(
            new AnswerDeadline(Duration.ofSeconds(30))
                .hold(CompletableFuture.completedStage(reply), () -> {})
                .toCompletableFuture()
                .join())
        .isSameAs(reply);
  }

  @Test
  void givesUpOnADaemonThatIsSilentAndLetsGoOfWhatComesLate() {
    CompletableFuture<HttpReply> answer = new CompletableFuture<>();
    AtomicBoolean givenUp = new AtomicBoolean();
    CompletableFuture<HttpReply> held =
        new AnswerDeadline(Duration.ofMillis(20))
            .hold(answer, () -> givenUp.set(true))
            .toCompletableFuture();
    assertThatThrownBy(held::join)
        .isInstanceOf(CompletionException.class)
        .satisfies(
            failure ->
                assertThat(((SignalboxException) failure.getCause()).code())
                    .isEqualTo(NodeError.TIMEOUT));
    assertThat(givenUp).isTrue();

    AtomicBoolean cancelled = new AtomicBoolean();
    Flow.Publisher<ByteBuffer> body =
        subscriber ->
            subscriber.onSubscribe(
                new Flow.Subscription() {
                  @Override
                  public void request(long n) {}

                  @Override
                  public void cancel() {
                    cancelled.set(true);
                  }
                });
    answer.complete(
        new HttpResponse(200, HttpHeaders.empty(), ResponseBody.of(body, OptionalLong.empty())));
    assertThat(cancelled).isTrue();
  }
}
