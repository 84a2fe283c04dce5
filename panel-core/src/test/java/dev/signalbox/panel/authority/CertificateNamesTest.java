package dev.signalbox.panel.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateNamesTest {
  @Test
  void writesEachNameInOneForm() {
    CertificateNames names =
        CertificateNames.parse(
            List.of(
                "Panel.LAN.",
                "panel.lan",
                "bücher.example",
                "my_host",
                "192.0.2.7",
                "2001:DB8::7",
                "[2001:db8:0::7]",
                "fe80::1%eth0",
                "::ffff:192.0.2.8"));

    assertThat(names.dnsNames()).containsExactly("my_host", "panel.lan", "xn--bcher-kva.example");
    assertThat(names.addresses())
        .containsExactly("192.0.2.7", "192.0.2.8", "2001:db8:0:0:0:0:0:7", "fe80:0:0:0:0:0:0:1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ".",
        "a b",
        "a..b",
        "*.lan",
        "-a",
        "a-",
        "a/b",
        "https://a",
        "a:7443",
        "192.0.2.7:7443",
        "1.2.3.256",
        "1.2.3.04",
        "1.2.3",
        "127.1",
        "2130706433",
        "0x7f.1",
        "a.0x7f",
        "[::1",
        "::1]",
        "[]",
        ":::",
        "user@host",
        "a\0b",
        "a\nb"
      })
  void refusesWhatIsNeitherANameNorAnAddress(String host) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CertificateNames.parse(Set.of(host)))
        .withMessageContaining("(expected: a DNS name or IP address)");
  }

  @Test
  void permitsANameAndAllBelowItButNotItsNeighbours() {
    NameConstraintSet set = NameConstraintSet.of(CertificateNames.parse(Set.of("corp.example")));

    assertThat(List.of("corp.example", "a.corp.example", "a.lan", "lan")).allMatch(set::permits);
    assertThat(List.of("example", "xcorp.example", "notlan", "lan.example"))
        .noneMatch(set::permits);
  }
}
