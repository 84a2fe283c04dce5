package dev.signalbox.api.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DaemonAddressTest {
  @ParameterizedTest
  @CsvSource({
    "https://a.example, https://a.example",
    "https://a.example/, https://a.example",
    "https://a.example:8443/daemon-a/, https://a.example:8443/daemon-a",
    "https://[fd00::1]:7444, https://[fd00::1]:7444",
    "https://10.0.0.5/x/y, https://10.0.0.5/x/y",
  })
  void readsHostPortAndPath(String typed, String address) {
    assertThat(DaemonAddress.parse(typed)).hasToString(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a.example",
        "http://a.example",
        "wss://a.example",
        "https://",
        "https:///daemon",
        "https://user@a.example",
        "https://a.example?x=1",
        "https://a.example/#top",
        "https://a.example/a/../b",
        "https://a.example/a%2fb",
        "https://a.example:0",
        "https://a.example:70000",
        "https://a example",
        "https://a.example/ https://b.example",
      })
  void refusesWhatIsMoreOrLess(String typed) {
    assertThatThrownBy(() -> DaemonAddress.parse(typed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("address: " + typed + " (expected: https://host[:port][/path])");
  }
}
