package dev.signalbox.api.link.control;

import com.google.gson.JsonObject;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Does what the other end of a link asks for. */
@FunctionalInterface
public interface ControlMethod {
  /**
   * Answers a call, or takes a notification, whose answer nobody waits for. Holds up the session's
   * other messages until it returns.
   *
   * @return a value that JSON can be made of, or null
   * @throws dev.signalbox.api.error.SignalboxException told to the other end
   */
  CompletionStage<? extends @Nullable Object> call(JsonObject parameters);
}
