package dev.signalbox.api.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.signalbox.api.error.RequestError;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstanceJsonTest {
  private static final String FULL =
      """
      {"name": "lobby", "tags": ["eu"], "directory": null,
       "driver": {"type": "process", "command": ["java", "-jar", "server.jar"],
                  "environment": {"A": "b"}, "user": null, "encoding": "UTF-8"},
       "stop": {"input": "stop", "signal": "TERM", "timeout": "PT30S"},
       "restart": {"policy": "on-failure", "attempts": 5, "interval": "PT10M", "backoff": "PT2S"},
       "ready": {"pattern": "Done \\\\(", "timeout": "PT5M"}, "autoStart": false,
       "expiresAt": null, "diskLimit": null}
      """;

  @Test
  void readsEveryFieldOfTheContract() {
    InstanceSpec spec = Json.read(FULL, InstanceSpec.class);

    assertThat(spec.name()).isEqualTo("lobby");
    assertThat(spec.tags()).containsExactly("eu");
    assertThat(spec.directory()).isNull();
    assertThat(spec.driver().type()).isEqualTo("process");
    assertThat(spec.driver().options().getAsJsonArray("command")).hasSize(3);
    assertThat(spec.stop()).isEqualTo(new StopSpec("stop", "TERM", Duration.ofSeconds(30)));
    assertThat(spec.restart().policy()).isEqualTo(RestartPolicy.ON_FAILURE);
    assertThat(spec.ready()).isEqualTo(new ReadySpec("Done \\(", Duration.ofMinutes(5)));
  }

  @Test
  void writesWhatItReads() {
    InstanceSpec spec = Json.read(FULL, InstanceSpec.class);

    String written = Json.write(spec);

    assertThat(JsonParser.parseString(written)).isEqualTo(JsonParser.parseString(FULL));
    assertThat(Json.read(written, InstanceSpec.class)).isEqualTo(spec);
  }

  @Test
  void takesTheDefaultOfWhatIsLeftOut() {
    InstanceSpec spec =
        Json.read("{\"name\":\"a\",\"driver\":{\"type\":\"process\"}}", InstanceSpec.class);

    assertThat(spec).isEqualTo(InstanceSpec.of("a", new DriverSpec("process", new JsonObject())));
    assertThat(spec.restart().policy()).isEqualTo(RestartPolicy.NO);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"driver\":{\"type\":\"process\"}} | name",
        "{\"name\":\"\",\"driver\":{\"type\":\"p\"}} | name",
        "{\"name\":7,\"driver\":{\"type\":\"p\"}} | name",
        "{\"name\":\"a\\u0007\",\"driver\":{\"type\":\"p\"}} | name",
        "{\"name\":\"a\"} | driver",
        "{\"name\":\"a\",\"driver\":{}} | driver.type",
        "{\"name\":\"a\",\"driver\":{\"type\":7}} | driver.type",
        "{\"name\":\"a\",\"driver\":[]} | driver",
        "{\"name\":\"a\",\"driver\":{\"type\":\"p\"},\"colour\":1} | colour",
        "{\"name\":\"a\",\"driver\":{\"type\":\"p\"},\"tags\":[1]} | tags[0]",
        "{\"name\":\"a\",\"driver\":{\"type\":\"p\"},\"tags\":[\"x\",\"x\"]} | tags",
        "{\"name\":\"a\",\"driver\":{\"type\":\"p\"},\"stop\":{\"sig\":1}} | stop.sig",
        "{\"name\":\"a\",\"driver\":{\"type\":\"p\"},\"stop\":{\"signal\":\"X\"}} | stop.signal",
        "{\"name\":\"a\",\"driver\":{\"type\":\"p\"},\"stop\":{\"timeout\":\"5\"}} | stop.timeout",
        "{\"name\":\"a\",\"driver\":{\"type\":\"p\"},\"stop\":[]} | stop",
        "{\"name\":\"a\",\"driver\":{\"type\":\"p\"},\"restart\":{\"policy\":\"x\"}} | restart.policy",
        "{\"name\":\"a\",\"driver\":{\"type\":\"p\"},\"restart\":{\"attempts\":0}} | restart.attempts",
        "{\"name\":\"a\",\"driver\":{\"type\":\"p\"},\"restart\":{\"attempts\":1.5}} | restart.attempts",
        "{\"name\":\"a\",\"driver\":{\"type\":\"p\"},\"ready\":{\"pattern\":\"(\"}} | ready.pattern",
        "{\"name\":\"a\",\"driver\":{\"type\":\"p\"},\"diskLimit\":1e999999} | diskLimit",
        "{\"name\":\"a\",\"driver\":{\"type\":\"p\"},\"diskLimit\":0} | diskLimit",
        "{\"name\":\"a\",\"driver\":{\"type\":\"p\"},\"tags\":[\"x\",\"\"]} | tags[1]",
        "{\"name\":\"a\",\"driver\":{\"type\":\"p\"},\"stop\":{\"input\":\"a\\nb\"}} | stop.input",
        "{\"name\":\"a\",\"driver\":{\"type\":\"p\"},\"stop\":{\"timeout\":\"PT2H\"}} | stop.timeout",
        "{\"name\":\"a\",\"driver\":{\"type\":\"p\"},\"expiresAt\":\"soon\"} | expiresAt",
        "{\"name\":\"a\",\"driver\":{\"type\":\"p\"},\"autoStart\":\"yes\"} | autoStart",
      })
  void namesTheFieldAtFault(String json, String field) {
    assertThatExceptionOfType(SignalboxException.class)
        .isThrownBy(() -> Json.read(json, InstanceSpec.class))
        .satisfies(e -> assertThat(e.code()).isEqualTo(RequestError.INVALID))
        .satisfies(e -> assertThat(e.field()).contains(field));
  }

  @Test
  void aSnapshotIsTheSpecificationAndItsState() {
    InstanceSnapshot snapshot =
        InstanceSnapshot.of(
            new InstanceId("i1"),
            Json.read(FULL, InstanceSpec.class),
            InstanceState.BACKING_OFF,
            null,
            Instant.parse("2026-11-23T12:00:00Z"),
            new InstanceExit(3, null, null, Instant.parse("2026-11-23T12:00:01Z")),
            2,
            InstanceUsage.NONE);

    JsonObject written = JsonParser.parseString(Json.write(snapshot)).getAsJsonObject();

    assertThat(written.keySet())
        .containsAll(List.of("id", "name", "driver", "state", "startedAt", "exit", "usage"))
        .doesNotContain("pid");
    assertThat(written.get("state").getAsString()).isEqualTo("backing-off");
    assertThat(written.get("directory").isJsonNull()).isTrue();
    assertThat(written.getAsJsonObject("exit").keySet()).containsExactly("code", "at");
    assertThat(Json.read(written, InstanceSnapshot.class)).isEqualTo(snapshot);
  }

  @Test
  void statesAndPoliciesGoByTheirWireNames() {
    assertThat(InstanceState.values())
        .extracting(InstanceState::wireName)
        .containsExactly(
            "stopped",
            "starting",
            "running",
            "stopping",
            "backing-off",
            "crashed",
            "installing",
            "restoring");
    assertThat(RestartPolicy.values())
        .extracting(Json::write)
        .containsExactly("\"no\"", "\"on-failure\"", "\"always\"");
  }

  @Test
  void theSchemaTellsWhatIsRequiredAndWhatElseIsTaken() {
    JsonObject schema = Json.schema(InstanceSpec.class);

    assertThat(schema.getAsJsonArray("required"))
        .extracting(JsonElement::getAsString)
        .containsExactly("name", "driver");
    JsonObject stop =
        schema.getAsJsonObject("properties").getAsJsonObject("stop").getAsJsonObject("properties");
    assertThat(stop.getAsJsonObject("timeout").get("default").getAsString()).isEqualTo("PT30S");
    assertThat(Json.schema(InstanceSnapshot.class).getAsJsonArray("required"))
        .extracting(JsonElement::getAsString)
        .contains("id", "tags", "directory", "state", "usage")
        .doesNotContain("pid", "startedAt", "exit");
  }
}
