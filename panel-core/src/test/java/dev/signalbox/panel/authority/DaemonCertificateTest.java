package dev.signalbox.panel.authority;

import static dev.signalbox.panel.authority.AuthorityFixture.names;
import static dev.signalbox.panel.authority.AuthorityFixture.request;
import static dev.signalbox.panel.authority.CertificatePaths.validateConstrained;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.panel.vault.KeyAlgorithm;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DaemonCertificateTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final DaemonId ONE = new DaemonId("one");
  private static final DaemonId TWO = new DaemonId("two");

  @TempDir Path data;
  private AuthorityFixture fixture;
  private final KeyPair daemonKey = KeyAlgorithm.EC_P256.newPair();

  @BeforeEach
  void open() {
    fixture = new AuthorityFixture(data, NOW);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void usesNothingOfADaemonsRequestButItsKey() throws Exception {
    Authority authority = fixture.start();
    X509Certificate issued =
        authority.issueForDaemon(ONE, request(daemonKey), names("node.lan", "192.168.1.20")).get(0);

    assertThat(issued.getPublicKey()).isEqualTo(daemonKey.getPublic());
    assertThat(ServerTlsStore.names(issued)).containsExactly("192.168.1.20", "node.lan");
    assertThat(issued.getSubjectX500Principal().getName()).doesNotContain("bank");
    assertThat(issued.getBasicConstraints()).isEqualTo(-1);
    validateConstrained(authority.root(), issued, fixture.now);
  }

  @Test
  void takesRsaAndP384Keys() throws Exception {
    Authority authority = fixture.start();
    KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(2048);
    KeyPairGenerator ec = KeyPairGenerator.getInstance("EC");
    ec.initialize(new ECGenParameterSpec("secp384r1"));

    authority.issueForDaemon(
        ONE, request(rsa.generateKeyPair(), "SHA256withRSA"), names("node.lan"));
    authority.issueForDaemon(
        ONE, request(ec.generateKeyPair(), "SHA384withECDSA"), names("node.lan"));
  }

  @Test
  void refusesRequestsThatAreNone() throws Exception {
    Authority authority = fixture.start();
    KeyPairGenerator weak = KeyPairGenerator.getInstance("RSA");
    weak.initialize(1024);
    KeyPair ed25519 = KeyAlgorithm.ED25519.newPair();
    byte[] altered = request(daemonKey);
    altered[altered.length - 1] ^= 1;
    byte[] tail = Arrays.copyOf(request(daemonKey), 400);
    KeyPair other = KeyAlgorithm.EC_P256.newPair();
    for (byte[] bad :
        List.of(
            new byte[0],
            new byte[] {0x30, 0},
            new byte[20_000],
            altered,
            Arrays.copyOf(tail, 100),
            request(weak.generateKeyPair(), "SHA256withRSA"),
            request(ed25519, "Ed25519"),
            request(daemonKey, other, "SHA256withECDSA"))) {
      refuses(
          AuthorityError.BAD_REQUEST, () -> authority.issueForDaemon(ONE, bad, names("node.lan")));
    }
  }

  @Test
  void neverGivesADaemonThePanelsOrAnotherDaemonsName() {
    Authority authority = fixture.start();
    byte[] request = request(daemonKey);
    authority.issueForDaemon(ONE, request, names("node.lan", "192.168.1.20"));

    for (String panels : List.of("panelhost", "panel.corp.example", "192.0.2.10")) {
      refuses(
          AuthorityError.NAME_TAKEN, () -> authority.issueForDaemon(TWO, request, names(panels)));
    }
    refuses(
        AuthorityError.NAME_TAKEN, () -> authority.issueForDaemon(TWO, request, names("node.lan")));
    refuses(
        AuthorityError.NAME_TAKEN,
        () -> authority.issueForDaemon(TWO, request, names("two.lan", "192.168.1.20")));
    refuses(
        AuthorityError.NAME_TAKEN,
        () -> authority.issueForDaemon(TWO, request, names("PANELHOST.")));
  }

  @Test
  void refusesNamesOutsideTheConstraintsAndThoseOfNoOneMachine() {
    Authority authority = fixture.start(List.of("panel.lan"));
    byte[] request = request(daemonKey);
    for (String name :
        List.of(
            "bank.example",
            "node",
            "localhost",
            "a.localhost",
            "127.0.0.1",
            "::1",
            "0.0.0.0",
            "::",
            "169.254.169.254",
            "fe80::1",
            "224.0.0.1",
            "::ffff:127.0.0.1")) {
      refuses(
          AuthorityError.NAME_NOT_PERMITTED,
          () -> authority.issueForDaemon(ONE, request, names(name)));
    }
    refuses(AuthorityError.NO_NAMES, () -> authority.issueForDaemon(ONE, request, names()));
  }

  @Test
  void freesNamesThatADaemonGaveUp() {
    Authority authority = fixture.start();
    byte[] request = request(daemonKey);
    authority.issueForDaemon(ONE, request, names("a.lan", "b.lan"));
    authority.issueForDaemon(ONE, request, names("b.lan"));
    authority.issueForDaemon(TWO, request, names("a.lan"));
    refuses(
        AuthorityError.NAME_TAKEN, () -> authority.issueForDaemon(TWO, request, names("b.lan")));

    authority.release(ONE);
    authority.issueForDaemon(TWO, request, names("b.lan"));
  }

  @Test
  void letsThePanelTakeANameFromADaemon() {
    fixture.start(List.of("panel.lan")).issueForDaemon(ONE, request(daemonKey), names("node.lan"));
    Authority authority = fixture.start(List.of("panel.lan", "node.lan"));

    refuses(
        AuthorityError.NAME_TAKEN,
        () -> authority.issueForDaemon(ONE, request(daemonKey), names("node.lan")));
  }

  @Test
  void givesADaemonInThePanelsOwnJvmThePanelsNames() throws Exception {
    Authority authority = fixture.start();
    X509Certificate issued = authority.issueForLocalDaemon(ONE, request(daemonKey)).get(0);

    assertThat(ServerTlsStore.names(issued))
        .isEqualTo(CertificateNames.parse(AuthorityFixture.HOSTS).all());
    validateConstrained(authority.root(), issued, fixture.now);
  }

  @Test
  void givesEveryCertificateAnotherSerial() {
    Authority authority = fixture.start();
    Set<Object> serials = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      serials.add(authority.issueForLocalDaemon(ONE, request(daemonKey)).get(0).getSerialNumber());
    }
    assertThat(serials).hasSize(50);
  }

  private static void refuses(AuthorityError code, Runnable action) {
    assertThatExceptionOfType(SignalboxException.class)
        .isThrownBy(action::run)
        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}
