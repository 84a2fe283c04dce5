package dev.signalbox.benchmarks.subject;

import dev.signalbox.api.json.Json;
import java.nio.charset.StandardCharsets;

/** A small answer, of the shape and size that an entry of the API's lists has. */
public record SmallAnswer(String id, String name, String state, int restarts, long memory) {
  static final SmallAnswer SAMPLE = new SmallAnswer("i-4f2a", "lobby", "running", 0, 268435456);

  /** Returns it as text, for the reference to send the same. */
  public static String json() {
    return new String(Json.bytes(SAMPLE), StandardCharsets.UTF_8);
  }
}
