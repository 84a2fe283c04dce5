package dev.signalbox.api.link.control;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.signalbox.api.error.RequestError;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.json.Json;
import org.jspecify.annotations.Nullable;

/** A JSON-RPC 2.0 message: a call, a notification, or the answer to a call. */
record ControlMessage(
    @Nullable Long id,
    @Nullable String method,
    JsonObject parameters,
    @Nullable JsonElement result,
    @Nullable JsonObject error) {
  private static final int SERVER_ERROR = -32000;

  /** Returns the text of a call; without an id it is a notification. */
  static String call(@Nullable Long id, String method, @Nullable Object parameters) {
    JsonObject message = message();
    if (id != null) {
      message.addProperty("id", id);
    }
    message.addProperty("method", method);
    if (parameters != null) {
      message.add("params", Json.tree(parameters));
    }
    return Json.write(message);
  }

  static String answer(long id, @Nullable Object result) {
    JsonObject message = message();
    message.addProperty("id", id);
    message.add("result", Json.tree(result));
    return Json.write(message);
  }

  /** Returns the text of a refusal, with the code in the data. */
  static String refusal(long id, SignalboxException failure) {
    JsonObject data = new JsonObject();
    data.addProperty("code", failure.code().id());
    JsonObject error = new JsonObject();
    error.addProperty("code", SERVER_ERROR);
    error.addProperty("message", failure.getMessage());
    error.add("data", data);
    JsonObject message = message();
    message.addProperty("id", id);
    message.add("error", error);
    return Json.write(message);
  }

  /**
   * Reads a message.
   *
   * @throws SignalboxException {@code request.invalid} where it is none
   */
  static ControlMessage read(String text) {
    if (!(Json.parse(text) instanceof JsonObject said)) {
      throw new SignalboxException(RequestError.INVALID, "the message is no object");
    }
    try {
      JsonElement id = said.get("id");
      JsonElement method = said.get("method");
      return new ControlMessage(
          id == null || id.isJsonNull() ? null : id.getAsLong(),
          method == null ? null : method.getAsString(),
          said.has("params") ? said.getAsJsonObject("params") : new JsonObject(),
          said.get("result"),
          said.getAsJsonObject("error"));
    } catch (RuntimeException e) {
      throw new SignalboxException(RequestError.INVALID, "the message is no JSON-RPC 2.0", e);
    }
  }

  private static JsonObject message() {
    JsonObject message = new JsonObject();
    message.addProperty("jsonrpc", "2.0");
    return message;
  }
}
