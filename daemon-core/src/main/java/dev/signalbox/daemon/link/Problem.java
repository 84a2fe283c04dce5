package dev.signalbox.daemon.link;

import com.google.gson.JsonObject;
import dev.signalbox.api.error.RequestError;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.json.Json;

/** What a panel answered instead (RFC 9457). */
record Problem(String code, String detail) {
  /**
   * Reads a problem.
   *
   * @throws SignalboxException where it is none of ours
   */
  static Problem read(String body) {
    if (Json.parse(body) instanceof JsonObject said && said.has("code") && said.has("detail")) {
      return new Problem(said.get("code").getAsString(), said.get("detail").getAsString());
    }
    throw new SignalboxException(RequestError.INVALID, "that is no problem of a panel");
  }
}
