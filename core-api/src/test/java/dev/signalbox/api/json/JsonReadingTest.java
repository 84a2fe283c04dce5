package dev.signalbox.api.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.annotations.SerializedName;
import dev.signalbox.api.error.RequestError;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.id.UserId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReadingTest {
  enum Policy {
    NO,
    ON_FAILURE,
    @SerializedName("tar.gz")
    TAR_GZ
  }

  record Stop(@Nullable String input, Duration timeout) {
    Stop {
      if (timeout.isNegative()) {
        throw new IllegalArgumentException("timeout: " + timeout + " (expected: >= PT0S)");
      }
    }
  }

  record Spec(
      String name,
      @Nullable List<String> tags,
      @Nullable Stop stop,
      @Nullable Policy policy,
      @Nullable JsonObject driver,
      @Nullable UserId owner) {
    Spec {
      tags = tags == null ? List.of() : List.copyOf(tags);
      if (name.isBlank()) {
        throw new IllegalArgumentException("name: blank (expected: some text)");
      }
      if (tags.contains("forbidden")) {
        throw new IllegalArgumentException("tags[0]: forbidden (expected: another)");
      }
      if (name.equals("odd")) {
        throw new IllegalArgumentException("an odd fault");
      }
    }
  }

  record Outer(Spec inner, @Nullable List<Spec> more, @Nullable Map<String, Spec> byName) {}

  record Numbers(
      int small,
      long large,
      double real,
      boolean yes,
      @Nullable Integer maybe,
      @Nullable Long wide) {}

  record Times(@Nullable Instant at, @Nullable Duration in, @Nullable URI where) {}

  record Renamed(@SerializedName("default") String fallback) {}

  record Kept(@Nullable JsonElement any, @Nullable Set<String> set) {}

  record Coded(int port) {
    Coded {
      if (port == 1) {
        throw SignalboxException.ofField(
            RequestError.FOREIGN_ORIGIN, "port", "port: 1 is not ours");
      }
    }
  }

  record CodedOuter(Coded coded) {}

  @Test
  void readsARecordOfRecords() {
    Outer outer =
        Json.read(
            """
            {"inner": {"name": "lobby", "tags": ["eu", "x"], "policy": "on-failure",
              "stop": {"input": "stop", "timeout": "PT30S"},
              "driver": {"type": "docker", "cpus": 1.50, "none": null}, "owner": "ann"},
             "more": [{"name": "b", "policy": "tar.gz"}],
             "byName": {"c": {"name": "c"}}}
            """,
            Outer.class);

    assertThat(outer.inner().tags()).containsExactly("eu", "x");
    assertThat(outer.inner().stop()).isEqualTo(new Stop("stop", Duration.ofSeconds(30)));
    assertThat(outer.inner().policy()).isEqualTo(Policy.ON_FAILURE);
    assertThat(outer.inner().driver())
        .hasToString("{\"type\":\"docker\",\"cpus\":1.50,\"none\":null}");
    assertThat(outer.inner().owner()).isEqualTo(new UserId("ann"));
    assertThat(outer.more()).extracting(Spec::policy).containsExactly(Policy.TAR_GZ);
    assertThat(outer.byName()).containsOnlyKeys("c");
  }

  @Test
  void givesNullWhereANullableComponentIsMissingOrNull() {
    assertThat(Json.read("{\"timeout\":\"PT1S\"}", Stop.class).input()).isNull();
    assertThat(Json.read("{\"timeout\":\"PT1S\",\"input\":null}", Stop.class).input()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"inner":{"name":"a","nam":1}}                            | inner.nam
          {"inner":{"name":"a"},"Inner":{}}                         | Inner
          {}                                                        | inner
          {"inner":null}                                            | inner
          {"inner":{"tags":[]}}                                     | inner.name
          {"inner":{"name":7}}                                      | inner.name
          {"inner":{"name":true}}                                   | inner.name
          {"inner":[]}                                              | inner
          {"inner":"x"}                                             | inner
          {"inner":{"name":"a","tags":["a",1]}}                     | inner.tags[1]
          {"inner":{"name":"a","tags":["a",null]}}                  | inner.tags[1]
          {"inner":{"name":"a","tags":{}}}                          | inner.tags
          {"inner":{"name":"a","tags":["forbidden"]}}               | inner.tags[0]
          {"inner":{"name":"a","policy":"ON_FAILURE"}}              | inner.policy
          {"inner":{"name":"a","policy":"tar-gz"}}                  | inner.policy
          {"inner":{"name":"a","driver":[]}}                        | inner.driver
          {"inner":{"name":"a","owner":"a/b"}}                      | inner.owner
          {"inner":{"name":"a","owner":5}}                          | inner.owner
          {"inner":{"name":"a","stop":{"timeout":"PT-1S"}}}         | inner.stop.timeout
          {"inner":{"name":"a","stop":{"timeout":"30s"}}}           | inner.stop.timeout
          {"inner":{"name":" "}}                                    | inner.name
          {"inner":{"name":"odd"}}                                  | inner
          {"inner":{"name":"a","name":"b"}}                         | inner.name
          {"inner":{"name":"a","driver":{"x":[{"y":1,"y":2}]}}}     | inner.driver.x[0].y
          {"inner":{"name":"a"},"more":[{"name":"b"},{"name":""}]}  | more[1].name
          {"inner":{"name":"a"},"byName":{"c":{"name":""}}}         | byName.c.name
          {"inner":{"name":"a"},"byName":{"c":null}}                | byName.c
          """)
  void namesTheFieldAtFaultByItsPath(String text, String field) {
    SignalboxException fault = fault(text, Outer.class);

    assertThat(fault.code()).isEqualTo(RequestError.INVALID);
    assertThat(fault.field()).contains(field);
    assertThat(fault).hasMessageStartingWith(field + ": ").hasMessageNotContaining("[0][0]");
  }

  @Test
  void namesNoFieldWhereTheWholeIsAtFault() {
    assertThat(fault("[]", Outer.class).field()).isEmpty();
    assertThat(fault("null", Outer.class)).hasMessage("null (expected: an object)");
  }

  @Test
  void listsTheNamesThatAnEnumHas() {
    assertThat(fault("{\"name\":\"a\",\"policy\":\"maybe\"}", Spec.class))
        .hasMessage("policy: maybe (expected: no, on-failure, tar.gz)");
  }

  @Test
  void doesNotRepeatAValueOfTheWrongTypeSinceItMayBeASecret() {
    assertThat(fault("{\"name\":918273}", Spec.class))
        .hasMessage("name: a number (expected: a string)");
  }

  @Test
  void keepsTheCodeOfAConstructorAndCompletesThePath() {
    SignalboxException fault = fault("{\"coded\":{\"port\":1}}", CodedOuter.class);

    assertThat(fault.code()).isEqualTo(RequestError.FOREIGN_ORIGIN);
    assertThat(fault.field()).contains("coded.port");
    assertThat(fault).hasMessage("coded.port: 1 is not ours");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{\"name\":\"a\"",
        "{\"name\":\"a\"}}",
        "{\"name\":\"a\"} {}",
        "{\"name\":\"a\"} x",
        "{name:\"a\"}",
        "{'name':'a'}",
        "{\"name\":a}",
        "{\"name\":\"a\",}",
        "{\"name\":\"a\";\"b\":1}",
        "{\"name\"=\"a\"}",
        "// comment\n{\"name\":\"a\"}",
        "{\"name\":\"a\" /* b */}",
        "{\"name\":\"a\tb\"}",
        "{\"name\":\"a\nb\"}",
        "{\"name\":\"\\x41\"}",
        "{\"name\":\"\\u12\"}",
        "{\"name\":\"\\ud800\"}",
        "{\"name\":NaN}",
        "{\"name\":01}",
        "{\"name\":+1}",
        "{\"name\":.5}",
        "{\"name\":TRUE}",
        "[1,]",
        "[,1]",
        ")]}'\n{\"name\":\"a\"}"
      })
  void refusesWhatIsNotJson(String text) {
    assertThat(fault(text, Spec.class).code()).isEqualTo(RequestError.BAD_JSON);
  }

  @Test
  void refusesWhatIsNotUtf8() {
    byte[] latin1 = "{\"name\":\"\u00e4\"}".getBytes(StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> Json.read(latin1, Spec.class))
        .isInstanceOfSatisfying(
            SignalboxException.class, e -> assertThat(e.code()).isEqualTo(RequestError.BAD_JSON));
  }

  @Test
  void goesSixtyFourLevelsDeepAndNoDeeper() {
    assertThat(Json.parse("[".repeat(64) + "]".repeat(64)).isJsonArray()).isTrue();

    assertThatThrownBy(() -> Json.parse("[".repeat(65) + "]".repeat(65)))
        .isInstanceOf(SignalboxException.class)
        .hasMessageContaining("64 levels");
    assertThatThrownBy(() -> Json.parse("[".repeat(1_000_000)))
        .isInstanceOf(SignalboxException.class);
    assertThatThrownBy(() -> Json.parse("{\"a\":".repeat(1_000_000)))
        .isInstanceOf(SignalboxException.class);
  }

  @Test
  void readsNumbersToTheirLimits() {
    Numbers numbers =
        Json.read(
            "{\"small\":-2147483648,\"large\":9223372036854775807,\"real\":-1.5e3,\"yes\":true}",
            Numbers.class);

    assertThat(numbers)
        .isEqualTo(new Numbers(Integer.MIN_VALUE, Long.MAX_VALUE, -1500, true, null, null));
  }

  @ParameterizedTest
  @CsvSource({
    "2147483648, 1, 1, small",
    "1.0, 1, 1, small",
    "1e2, 1, 1, small",
    "\"1\", 1, 1, small",
    "1, 9223372036854775808, 1, large",
    "1, 1, 1e400, real",
    "1, 1, \"1\", real",
    "1, 1, true, real",
    "1e999999999, 1, 1, small"
  })
  void refusesNumbersOutOfRange(String small, String large, String real, String field) {
    String text =
        "{\"small\":%s,\"large\":%s,\"real\":%s,\"yes\":true}".formatted(small, large, real);

    assertThat(fault(text, Numbers.class).field()).contains(field);
  }

  @Test
  void refusesANumberTooLongToConvert() {
    String text = "{\"any\":" + "9".repeat(1000) + "}";

    assertThatThrownBy(() -> Json.read(text, Kept.class)).isInstanceOf(SignalboxException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "\"true\"", "null", "\"\""})
  void refusesWhatIsNoBoolean(String yes) {
    assertThat(
            fault("{\"small\":1,\"large\":1,\"real\":1,\"yes\":" + yes + "}", Numbers.class)
                .field())
        .contains("yes");
  }

  @Test
  void readsInstantsInUtcAndDurations() {
    Times times =
        Json.read(
            "{\"at\":\"2026-01-31T12:00:00.5Z\",\"in\":\"P1DT2H\",\"where\":\"https://a.b/c\"}",
            Times.class);

    assertThat(times)
        .isEqualTo(
            new Times(
                Instant.parse("2026-01-31T12:00:00.5Z"),
                Duration.ofHours(26),
                URI.create("https://a.b/c")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-31T12:00:00+01:00",
        "2026-01-31T12:00Z",
        "2026-01-31 12:00:00Z",
        "2026-02-30T12:00:00Z",
        "+12026-01-31T12:00:00Z",
        "now",
        ""
      })
  void refusesInstantsInAnotherForm(String at) {
    assertThat(fault("{\"at\":\"" + at + "\"}", Times.class).field()).contains("at");
  }

  @Test
  void refusesASetThatHasAnElementTwice() {
    assertThat(Json.read("{\"set\":[\"b\",\"a\"]}", Kept.class).set()).containsExactly("b", "a");
    assertThat(fault("{\"set\":[\"a\",\"a\"]}", Kept.class).field()).contains("set");
  }

  @Test
  void readsAComponentByItsOtherName() {
    assertThat(Json.read("{\"default\":\"x\"}", Renamed.class)).isEqualTo(new Renamed("x"));
    assertThat(fault("{\"fallback\":\"x\"}", Renamed.class).field()).contains("fallback");
  }

  @Test
  void cutsALongNameShortInTheMessage() {
    assertThat(fault("{\"" + "n".repeat(5000) + "\":1}", Renamed.class).getMessage())
        .hasSizeLessThan(200);
  }

  @Test
  void leavesAnUnsupportedTypeToTheProgrammer() {
    record Wrong(Thread thread) {}

    assertThatThrownBy(() -> Json.read("{\"thread\":{}}", Wrong.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("java.lang.Thread");
  }

  private static SignalboxException fault(String text, Class<?> type) {
    SignalboxException fault =
        catchThrowableOfType(SignalboxException.class, () -> Json.read(text, type));
    assertThat(fault).as("reading %s", text).isNotNull();
    return fault;
  }
}
