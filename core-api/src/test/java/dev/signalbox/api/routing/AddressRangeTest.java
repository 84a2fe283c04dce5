package dev.signalbox.api.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.0.1",
    "10.1.2.3/8, 10.9.9.9",
    "192.0.2.7, 192.0.2.7",
    "192.0.2.128/25, 192.0.2.200",
    "0.0.0.0/0, 203.0.113.9",
    "127.0.0.0/8, ::ffff:127.0.0.1",
    "::ffff:127.0.0.1/8, 127.3.2.1",
    "fd00::/8, fd12::1",
    "2001:db8::/33, 2001:db8:7fff::1",
    "::1, 0:0:0:0:0:0:0:1",
    "::/0, ::",
  })
  void containsItsAddresses(String range, String address) throws Exception {
    assertThat(AddressRange.parse(range).contains(InetAddress.getByName(address))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 11.0.0.0",
    "192.0.2.7, 192.0.2.6",
    "192.0.2.128/25, 192.0.2.127",
    "127.0.0.2/32, 127.0.0.1",
    "0.0.0.0/0, 2001:db8::1",
    "::/0, 10.0.0.1",
    "::1/128, 127.0.0.1",
    "2001:db8::/33, 2001:db8:8000::",
  })
  void doesNotContainItsNeighbours(String range, String address) throws Exception {
    assertThat(AddressRange.parse(range).contains(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.0/40",
        "10.0.0.0/",
        "10.0.0.0/-1",
        "10.0.0.0/255.0.0.0",
        "10.0.0.0/8/8",
        "10.0.0/8",
        "010.0.0.0/8",
        "256.0.0.0/8",
        "fd00::/129",
        "[fd00::]/8",
        "fd00:::/8",
        "fe80::1%eth0/64",
        "localhost",
        "proxy.example.com/32",
        "/8",
        "10.0.0.0/8 ",
      })
  void saysWhatIsWrongWithARange(String range) {
    assertThatThrownBy(() -> AddressRange.parse(range))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("range: " + range + " (expected: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void saysThatARangeIsEmpty(String range) {
    assertThatThrownBy(() -> AddressRange.parse(range))
        .hasMessageStartingWith("range: empty (expected: an address with a prefix");
  }
}
