package dev.signalbox.api.routing;

import static dev.signalbox.api.routing.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.api.error.RequestError;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.routing.Conditions.Outcome;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionsTest {
  /** Changed at 08:49:37.5; only whole seconds are told. */
  private static final Instant CHANGED = Instant.parse("1994-11-06T08:49:37.5Z");

  private static final Validators STRONG = Validators.of(EntityTag.strong("a,b"), CHANGED);
  private static final Validators WEAK = Validators.of(EntityTag.weak("a,b"), CHANGED);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          GET    | If-Match            | "a,b"                         | PROCEED
          GET    | If-Match            | "x", "a,b"                    | PROCEED
          GET    | If-Match            | "x" , W/"y",,"a,b"            | PROCEED
          GET    | If-Match            | *                             | PROCEED
          GET    | If-Match            | W/"a,b"                       | FAILED
          GET    | If-Match            | "a", "b"                      | FAILED
          PUT    | If-Match            | "x"                           | FAILED
          PUT    | If-Match            | ""                            | FAILED
          GET    | If-None-Match       | "a,b"                         | NOT_MODIFIED
          HEAD   | If-None-Match       | W/"a,b"                       | NOT_MODIFIED
          GET    | If-None-Match       | *                             | NOT_MODIFIED
          GET    | If-None-Match       | "x"                           | PROCEED
          PUT    | If-None-Match       | *                             | FAILED
          PUT    | If-None-Match       | "x"                           | PROCEED
          PUT    | If-None-Match       | "a,b"                         | FAILED
          GET    | If-Modified-Since   | Sun, 06 Nov 1994 08:49:37 GMT | NOT_MODIFIED
          GET    | If-Modified-Since   | Sun, 06 Nov 1994 08:49:38 GMT | NOT_MODIFIED
          GET    | If-Modified-Since   | Sun, 06 Nov 1994 08:49:36 GMT | PROCEED
          GET    | If-Modified-Since   | Sunday, 06-Nov-94 08:49:37 GMT | NOT_MODIFIED
          GET    | If-Modified-Since   | Sun Nov  6 08:49:37 1994      | NOT_MODIFIED
          GET    | If-Modified-Since   | Mon, 06 Nov 1994 08:49:37 GMT | PROCEED
          GET    | If-Modified-Since   | yesterday                     | PROCEED
          PUT    | If-Modified-Since   | Sun, 06 Nov 1994 08:49:37 GMT | PROCEED
          PUT    | If-Unmodified-Since | Sun, 06 Nov 1994 08:49:37 GMT | PROCEED
          PUT    | If-Unmodified-Since | Sun, 06 Nov 1994 08:49:36 GMT | FAILED
          PUT    | If-Unmodified-Since | never                         | PROCEED
          """)
  void decidesByOneField(String method, String field, String value, Outcome outcome) {
    assertThat(Conditions.evaluate(request(method, "/x", field, value), STRONG)).isEqualTo(outcome);
  }

  @Test
  void letsATagOutweighADate() {
    assertThat(
            Conditions.evaluate(
                request(
                    "GET",
                    "/x",
                    "If-None-Match",
                    "\"x\"",
                    "If-Modified-Since",
                    "Sun, 06 Nov 1994 08:49:37 GMT"),
                STRONG))
        .isEqualTo(Outcome.PROCEED);
    assertThat(
            Conditions.evaluate(
                request(
                    "PUT",
                    "/x",
                    "If-Match",
                    "\"a,b\"",
                    "If-Unmodified-Since",
                    "Sun, 06 Nov 1994 08:49:36 GMT"),
                STRONG))
        .isEqualTo(Outcome.PROCEED);
  }

  @Test
  void joinsTheLinesOfAField() {
    assertThat(
            Conditions.evaluate(
                request("GET", "/x", "If-None-Match", "\"x\"", "If-None-Match", "\"a,b\""), STRONG))
        .isEqualTo(Outcome.NOT_MODIFIED);
  }

  @Test
  void neverMatchesAWeakTagStrongly() {
    assertThat(Conditions.evaluate(request("PUT", "/x", "If-Match", "W/\"a,b\""), WEAK))
        .isEqualTo(Outcome.FAILED);
    assertThat(Conditions.evaluate(request("PUT", "/x", "If-Match", "\"a,b\""), WEAK))
        .isEqualTo(Outcome.FAILED);
    assertThat(Conditions.evaluate(request("GET", "/x", "If-None-Match", "\"a,b\""), WEAK))
        .isEqualTo(Outcome.NOT_MODIFIED);
  }

  @Test
  void createsOnlyWhatDoesNotExist() {
    assertThatCode(
            () -> Conditions.check(request("PUT", "/x", "If-None-Match", "*"), Validators.absent()))
        .doesNotThrowAnyException();
    assertThatThrownBy(
            () -> Conditions.check(request("PUT", "/x", "If-Match", "*"), Validators.absent()))
        .isInstanceOfSatisfying(
            SignalboxException.class,
            e -> assertThat(e.code()).isEqualTo(RequestError.PRECONDITION_FAILED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "\"a", "a\"", "\"a\"\"b\"", "\"a\" \"b\"", "w/\"a\"", "", ",", "*, \"a\""})
  void refusesAMalformedListOfTags(String value) {
    assertThatThrownBy(
            () -> Conditions.evaluate(request("PUT", "/x", "If-None-Match", value), STRONG))
        .isInstanceOfSatisfying(
            SignalboxException.class, e -> assertThat(e.field()).contains("If-None-Match"));
  }

  @Test
  void writesTagsAndDatesAsTheyAreRead() {
    assertThat(EntityTag.parse("W/\"x\"")).contains(EntityTag.weak("x"));
    assertThat(EntityTag.strong("x")).hasToString("\"x\"");
    assertThat(EntityTag.parse("x")).isEmpty();
    assertThat(HttpDate.format(CHANGED)).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
    assertThatThrownBy(() -> EntityTag.strong("a\"b")).isInstanceOf(IllegalArgumentException.class);
  }
}
