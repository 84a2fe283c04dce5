package dev.signalbox.api.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BasePathTest {
  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "/, ''",
    "/signalbox, /signalbox",
    "/signalbox/, /signalbox",
    "/a/b-2_~.c, /a/b-2_~.c"
  })
  void dropsTheSlashAtItsEnd(String typed, String value) {
    assertThat(BasePath.parse(typed).value()).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "signalbox",
        "//",
        "/a//b",
        "/..",
        "/a/./b",
        "/a b",
        "/a%20b",
        "/a?b",
        "/\"",
        "/ä"
      })
  void refusesWhatWouldNeedEscapes(String typed) {
    assertThatThrownBy(() -> BasePath.parse(typed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("path: ")
        .hasMessageContaining("(expected: such as /signalbox");
  }

  @ParameterizedTest
  @CsvSource({
    "/signalbox/api/v1, /api/v1",
    "/signalbox/, /",
    "/signalbox, /",
    "/signalbox//x, //x",
  })
  void findsWhatIsBelow(String path, String rest) {
    assertThat(new BasePath("/signalbox").below(path)).contains(rest);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/api/v1", "/signalbox2/api", "/Signalbox/api", "/signalbox%2fapi"})
  void takesNothingThatLiesElsewhere(String path) {
    assertThat(new BasePath("/signalbox").below(path)).isEmpty();
  }

  @Test
  void leavesPathsBelowTheRootAlone() {
    assertThat(BasePath.ROOT.below("/api/v1")).contains("/api/v1");
    assertThat(BasePath.ROOT.below("/")).contains("/");
  }
}
