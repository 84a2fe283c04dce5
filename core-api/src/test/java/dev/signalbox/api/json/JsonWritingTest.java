package dev.signalbox.api.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.TypeAdapter;
import com.google.gson.annotations.JsonAdapter;
import com.google.gson.annotations.SerializedName;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.id.InstanceId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonWritingTest {
  enum State {
    STOPPED,
    BACKING_OFF
  }

  record Exit(@Nullable Integer code, Instant at) {}

  record Snapshot(
      InstanceId id,
      State state,
      @Nullable Exit exit,
      @KeepNull @Nullable String reason,
      Duration uptime,
      List<String> tags,
      Map<String, Long> usage,
      double load) {}

  record Renamed(@SerializedName("default") String fallback) {}

  record Tree(String name, List<Tree> children) {}

  record Everything(
      String text,
      @Nullable Integer count,
      long size,
      double share,
      boolean on,
      Instant at,
      @Nullable State state,
      InstanceId id,
      Set<String> tags,
      Map<String, Exit> exits,
      JsonObject raw) {}

  @Test
  void writesARecordInOrderWithoutNulls() {
    Snapshot snapshot =
        new Snapshot(
            new InstanceId("abc"),
            State.BACKING_OFF,
            null,
            null,
            Duration.ofSeconds(90),
            List.of("<a href='x'>", "é\u2028"),
            Map.of("memory", 5L),
            0.5);

    assertThat(Json.write(snapshot))
        .isEqualTo(
            "{\"id\":\"abc\",\"state\":\"backing-off\",\"reason\":null,\"uptime\":\"PT1M30S\","
                + "\"tags\":[\"<a href='x'>\",\"é\\u2028\"],\"usage\":{\"memory\":5},\"load\":0.5}");
  }

  @Test
  void readsBackWhatItWrote() {
    Snapshot snapshot =
        new Snapshot(
            InstanceId.random(),
            State.STOPPED,
            new Exit(-9, Instant.parse("2026-01-02T03:04:05.678Z")),
            "killed",
            Duration.ofMillis(1),
            List.of(),
            Map.of("a", Long.MAX_VALUE, "b", 0L),
            1e-9);

    assertThat(Json.read(Json.bytes(snapshot), Snapshot.class)).isEqualTo(snapshot);
  }

  @Test
  void writesListsMapsAndTreesByThemselves() {
    assertThat(Json.write(List.of(1, "a", State.STOPPED))).isEqualTo("[1,\"a\",\"stopped\"]");
    assertThat(Json.write(Map.of(new InstanceId("i"), true))).isEqualTo("{\"i\":true}");
    assertThat(Json.write(Json.parse("{\"a\":null,\"b\":1e2}")))
        .isEqualTo("{\"a\":null,\"b\":1e2}");
    assertThat(Json.bytes("é")).isEqualTo("\"é\"".getBytes(StandardCharsets.UTF_8));
    assertThat(Json.write(new Renamed("x"))).isEqualTo("{\"default\":\"x\"}");
  }

  @Test
  void refusesWhatJsonCannotHold() {
    assertThatThrownBy(() -> Json.write(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Json.write(new Object()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("java.lang.Object");
  }

  @Test
  void findsAnEnumConstantByItsWireName() {
    assertThat(Json.constant(State.class, "backing-off")).isEqualTo(State.BACKING_OFF);
    assertThat(Json.wireName(State.BACKING_OFF)).isEqualTo("backing-off");
    assertThatThrownBy(() -> Json.constant(State.class, "BACKING_OFF"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("BACKING_OFF (expected: stopped, backing-off)");
  }

  @Test
  void describesARecordAsASchema() {
    assertThat(Json.schema(Everything.class))
        .isEqualTo(
            Json.parse(
                """
                {"type": "object",
                 "properties": {
                   "text": {"type": "string"},
                   "count": {"type": ["integer", "null"], "format": "int32"},
                   "size": {"type": "integer", "format": "int64"},
                   "share": {"type": "number", "format": "double"},
                   "on": {"type": "boolean"},
                   "at": {"type": "string", "format": "date-time"},
                   "state": {"type": ["string", "null"], "enum": ["stopped", "backing-off", null]},
                   "id": {"type": "string"},
                   "tags": {"type": "array", "items": {"type": "string"}, "uniqueItems": true},
                   "exits": {"type": "object", "additionalProperties": {
                     "type": "object",
                     "properties": {
                       "code": {"type": ["integer", "null"], "format": "int32"},
                       "at": {"type": "string", "format": "date-time"}},
                     "required": ["at"], "additionalProperties": false}},
                   "raw": {"type": "object"}},
                 "required": ["text", "size", "share", "on", "at", "id", "tags", "exits", "raw"],
                 "additionalProperties": false}
                """));
  }

  @JsonAdapter(VersionAdapter.class)
  @SchemaText("{\"type\": \"string\", \"pattern\": \"[0-9]+[.][0-9]+\"}")
  record Version(int major, int minor) {}

  record Release(Version version) {}

  static final class VersionAdapter extends TypeAdapter<Version> {
    @Override
    public void write(JsonWriter out, Version version) throws IOException {
      out.value(version.major() + "." + version.minor());
    }

    @Override
    public Version read(JsonReader in) throws IOException {
      String[] parts = in.nextString().split("[.]", -1);
      if (parts.length != 2) {
        throw SignalboxException.invalid("minor", "minor: missing (expected: a number)");
      }
      return new Version(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }
  }

  @Test
  void leavesATypeToItsOwnAdapter() {
    Release release = new Release(new Version(1, 2));

    assertThat(Json.write(release)).isEqualTo("{\"version\":\"1.2\"}");
    assertThat(Json.read("{\"version\":\"1.2\"}", Release.class)).isEqualTo(release);
    assertThat(Json.schema(Release.class).toString()).contains("[0-9]+[.][0-9]+");
    assertThatThrownBy(() -> Json.read("{\"version\":\"1\"}", Release.class))
        .isInstanceOf(SignalboxException.class)
        .hasMessage("version.minor: missing (expected: a number)");
  }

  interface Other {
    record Exit(int code) {}
  }

  record Holder(Tree tree, @Nullable Exit exit, List<State> states, @Nullable State state) {}

  @Test
  void gathersSchemasUnderTheirNames() {
    JsonSchemas schemas = JsonSchemas.openApi();

    JsonObject reference = schemas.reference(Holder.class);

    assertThat(reference).hasToString("{\"$ref\":\"#/components/schemas/Holder\"}");
    assertThat(schemas.reference(InstanceId.class)).hasToString("{\"type\":\"string\"}");
    assertThat(schemas.definitions().keySet()).containsExactly("Exit", "Holder", "State", "Tree");
    assertThat(schemas.definitions().getAsJsonObject("Holder"))
        .isEqualTo(
            Json.parse(
                """
                {"type": "object",
                 "properties": {
                   "tree": {"$ref": "#/components/schemas/Tree"},
                   "exit": {"anyOf": [{"$ref": "#/components/schemas/Exit"}, {"type": "null"}]},
                   "states": {"type": "array", "items": {"$ref": "#/components/schemas/State"}},
                   "state": {"anyOf": [{"$ref": "#/components/schemas/State"}, {"type": "null"}]}},
                 "required": ["tree", "states"],
                 "additionalProperties": false}
                """));
    assertThat(schemas.definitions().getAsJsonObject("Tree").toString())
        .contains("\"items\":{\"$ref\":\"#/components/schemas/Tree\"}");
  }

  @Test
  void refusesTwoTypesOfOneName() {
    JsonSchemas schemas = JsonSchemas.openApi();
    schemas.reference(Exit.class);

    assertThatThrownBy(() -> schemas.reference(Other.Exit.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("another simple name");
  }

  @Test
  void refusesASchemaThatHasNoEnd() {
    assertThatThrownBy(() -> Json.schema(Tree.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Tree");
  }
}
