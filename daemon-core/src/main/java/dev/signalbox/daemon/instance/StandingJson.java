package dev.signalbox.daemon.instance;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.signalbox.api.instance.FieldReader;
import dev.signalbox.api.instance.InstanceJson;
import dev.signalbox.api.instance.InstanceState;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The form of a {@link Standing} on disk. */
final class StandingJson {
  private StandingJson() {}

  static JsonObject toJson(Standing standing) {
    JsonObject object = new JsonObject();
    object.add("spec", InstanceJson.toJson(standing.spec()));
    object.addProperty("state", standing.state().wireName());
    object.addProperty("intent", standing.intent().name().toLowerCase(Locale.ROOT));
    object.addProperty("run", standing.run());
    object.addProperty("pid", standing.pid());
    object.addProperty("startedAt", text(standing.startedAt()));
    object.add("exit", standing.exit() == null ? null : InstanceJson.toJson(standing.exit()));
    object.addProperty("restarts", standing.restarts());
    JsonArray attempts = new JsonArray();
    standing.attempts().forEach(at -> attempts.add(at.toString()));
    object.add("attempts", attempts);
    object.addProperty("dueAt", text(standing.dueAt()));
    return object;
  }

  static Standing fromJson(JsonObject object) {
    FieldReader fields = FieldReader.of(object, "");
    JsonObject spec = fields.object("spec");
    JsonObject exit = fields.object("exit");
    String state = fields.requiredString("state");
    Long restarts = fields.integer("restarts", 0, Integer.MAX_VALUE);
    return new Standing(
        InstanceJson.spec(spec == null ? new JsonObject() : spec),
        InstanceState.ofWireName(state).orElseThrow(() -> fields.fault("state", state, "a state")),
        Intent.valueOf(fields.requiredString("intent").toUpperCase(Locale.ROOT)),
        fields.string("run", null),
        fields.integer("pid", 1, Long.MAX_VALUE),
        fields.instant("startedAt"),
        exit == null ? null : InstanceJson.exit(exit, "exit"),
        restarts == null ? 0 : restarts.intValue(),
        fields.strings("attempts").stream().map(Instant::parse).toList(),
        fields.instant("dueAt"));
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }
}
