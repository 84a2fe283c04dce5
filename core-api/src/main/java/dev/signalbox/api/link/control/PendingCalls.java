package dev.signalbox.api.link.control;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.link.LinkError;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Calls that wait for their answer. */
final class PendingCalls {
  private static final long PATIENCE_SECONDS = 30;

  private final AtomicLong last = new AtomicLong();
  private final Map<Long, CompletableFuture<JsonElement>> waiting = new ConcurrentHashMap<>();
  private volatile @Nullable SignalboxException end;

  record Call(long id, CompletableFuture<JsonElement> answer) {}

  Call add() {
    long id = last.incrementAndGet();
    CompletableFuture<JsonElement> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    answer.whenComplete((result, failure) -> waiting.remove(id));
    SignalboxException ended = end;
    if (ended != null) {
      answer.completeExceptionally(ended);
      return new Call(id, answer);
    }
    CompletableFuture<JsonElement> told =
        answer
            .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
            .exceptionallyCompose(
                failure ->
                    CompletableFuture.failedFuture(
                        failure instanceof SignalboxException
                            ? failure
                            : new SignalboxException(
                                LinkError.BROKEN,
                                "the other end did not answer within " + PATIENCE_SECONDS + " s",
                                failure)));
    return new Call(id, told);
  }

  void answer(ControlMessage message) {
    CompletableFuture<JsonElement> call = message.id() == null ? null : waiting.get(message.id());
    if (call == null) {
      return;
    }
    JsonObject error = message.error();
    if (error != null) {
      call.completeExceptionally(new SignalboxException(LinkError.REFUSED, words(error)));
    } else {
      JsonElement result = message.result();
      call.complete(result == null ? JsonNull.INSTANCE : result);
    }
  }

  /** Fails what waits, and whatever comes after. */
  void fail(SignalboxException why) {
    end = why;
    waiting.values().forEach(call -> call.completeExceptionally(why));
  }

  private static String words(JsonObject error) {
    JsonElement message = error.get("message");
    return message != null && message.isJsonPrimitive() ? message.getAsString() : "no reason given";
  }
}
