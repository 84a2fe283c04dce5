package dev.signalbox.panel.authority;

import static dev.signalbox.panel.authority.AuthorityFixture.names;
import static dev.signalbox.panel.authority.CertificatePaths.validate;
import static dev.signalbox.panel.authority.CertificatePaths.validateConstrained;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.signalbox.api.transport.TlsMaterial;
import dev.signalbox.panel.vault.KeyAlgorithm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1OctetString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthorityTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

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
  void makesARootThatMaySignServersWithinItsConstraintsOnly() {
    Authority authority = fixture.start();
    X509Certificate root = authority.root();

    assertThat(root.getBasicConstraints()).isZero();
    assertThat(root.getKeyUsage())
        .containsExactly(false, false, false, false, false, true, true, false, false);
    assertThat(root.getCriticalExtensionOIDs())
        .containsExactlyInAnyOrder("2.5.29.15", "2.5.29.19", "2.5.29.30");
    assertThat(root.getSerialNumber().bitLength()).isBetween(64, 128);
    assertThat(root.getNotBefore().toInstant()).isBefore(NOW);
    assertThat(authority.permittedDnsNames())
        .containsExactly(
            "home.arpa",
            "internal",
            "lan",
            "local",
            "localhost",
            "panel.corp.example",
            "panelhost");
    assertThat(authority.fingerprint()).matches("[0-9a-f]{64}");
  }

  @Test
  void issuesServerCertificatesThatSignNothing() throws Exception {
    Authority authority = fixture.start();
    X509Certificate server = authority.serverTls().chain().get(0);

    assertThat(server.getBasicConstraints()).isEqualTo(-1);
    assertThat(server.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    assertThat(server.getKeyUsage()[5]).isFalse();
    assertThat(ServerTlsStore.names(server))
        .isEqualTo(CertificateNames.parse(AuthorityFixture.HOSTS).all());
    assertThat(identifier(server, "2.5.29.35")).endsWith(identifier(authority.root(), "2.5.29.14"));
    assertThat(Duration.between(NOW, server.getNotAfter().toInstant()))
        .isEqualTo(Duration.ofDays(90));
  }

  @Test
  void writesTheRootForEverybodyToRead() throws Exception {
    Authority authority = fixture.start();
    Path file = data.resolve("ca.pem");

    assertThat(Files.readString(file)).isEqualTo(authority.rootPem());
    try (var pem = Files.newInputStream(file)) {
      assertThat(CertificateFactory.getInstance("X.509").generateCertificate(pem))
          .isEqualTo(authority.root());
    }
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      assertThat(Files.getPosixFilePermissions(file))
          .isEqualTo(PosixFilePermissions.fromString("rw-r--r--"));
    }
  }

  @Test
  void isTheSameAtTheNextStart() {
    Authority first = fixture.start();
    TlsMaterial served = first.serverTls();
    fixture.now = NOW.plus(59, ChronoUnit.DAYS);
    Authority second = fixture.start();

    assertThat(second.root()).isEqualTo(first.root());
    assertThat(second.fingerprint()).isEqualTo(first.fingerprint());
    assertThat(second.serverTls()).isEqualTo(served);
  }

  @Test
  void renewsTheServerCertificateWellBeforeItEnds() throws Exception {
    Authority authority = fixture.start();
    TlsMaterial first = authority.serverTls();
    List<TlsMaterial> reloaded = new ArrayList<>();
    CertificateRenewal renewal =
        CertificateRenewal.create(authority::serverTls, first, reloaded::add);

    fixture.now = NOW.plus(59, ChronoUnit.DAYS);
    renewal.run();
    assertThat(reloaded).isEmpty();

    fixture.now = NOW.plus(61, ChronoUnit.DAYS);
    renewal.run();
    renewal.run();
    assertThat(reloaded).hasSize(1);
    assertThat(renewal.served()).isEqualTo(reloaded.get(0)).isNotEqualTo(first);
    validate(authority.root(), reloaded.get(0).chain().get(0), fixture.now);
    assertThat(reloaded.get(0).chain().get(0).getPublicKey())
        .isNotEqualTo(first.chain().get(0).getPublicKey());
  }

  @Test
  void triesAgainWhereAReloadFailed() {
    Authority authority = fixture.start();
    List<TlsMaterial> offered = new ArrayList<>();
    CertificateRenewal renewal =
        CertificateRenewal.create(
            authority::serverTls,
            authority.serverTls(),
            material -> {
              offered.add(material);
              if (offered.size() == 1) {
                throw new IllegalStateException("the port is busy with something");
              }
            });
    fixture.now = NOW.plus(70, ChronoUnit.DAYS);

    assertThatNoException().isThrownBy(renewal::run);
    renewal.run();
    renewal.run();
    assertThat(offered).hasSize(2);
    assertThat(renewal.served()).isEqualTo(offered.get(1));
  }

  @Test
  void issuesAnewWhereTheHostsHaveChanged() {
    TlsMaterial before = fixture.start(List.of("localhost")).serverTls();
    TlsMaterial after = fixture.start(List.of("localhost", "10.0.0.9")).serverTls();

    assertThat(after).isNotEqualTo(before);
    assertThat(ServerTlsStore.names(after.chain().get(0))).containsExactly("10.0.0.9", "localhost");
  }

  @Test
  void widensTheConstraintsByANewHostUnderTheSameKeyAndName() throws Exception {
    Authority narrow = fixture.start(List.of("localhost"));
    X509Certificate early = narrow.serverTls().chain().get(0);
    Authority wide = fixture.start(List.of("localhost", "panel.corp.example", "new.lan"));

    assertThat(narrow.permittedDnsNames()).doesNotContain("panel.corp.example");
    assertThat(wide.permittedDnsNames()).contains("panel.corp.example").doesNotContain("new.lan");
    assertThat(wide.fingerprint()).isEqualTo(narrow.fingerprint());
    assertThat(wide.root().getSubjectX500Principal())
        .isEqualTo(narrow.root().getSubjectX500Principal());
    assertThat(wide.root()).isNotEqualTo(narrow.root());
    assertThat(Files.readString(data.resolve("ca.pem"))).isEqualTo(wide.rootPem());
    X509Certificate late = wide.serverTls().chain().get(0);
    validateConstrained(wide.root(), early, fixture.now);
    validateConstrained(wide.root(), late, fixture.now);
    // Whoever trusts the earlier root has not agreed to the new name.
    assertThatExceptionOfType(CertPathValidatorException.class)
        .isThrownBy(() -> validateConstrained(narrow.root(), late, fixture.now));
    // Not narrowed, and so not issued anew, by a start without the host.
    assertThat(fixture.start(List.of("localhost")).root()).isEqualTo(wide.root());
  }

  @Test
  void issuesTheRootAnewInItsLastYear() throws Exception {
    Authority first = fixture.start();
    fixture.now = NOW.plus(3_300, ChronoUnit.DAYS);
    Authority second = fixture.start();

    assertThat(second.fingerprint()).isEqualTo(first.fingerprint());
    assertThat(second.root().getNotAfter()).isAfter(first.root().getNotAfter());
    X509Certificate server = second.serverTls().chain().get(0);
    validate(second.root(), server, fixture.now);
    validate(first.root(), server, fixture.now);
  }

  @Test
  void javaFindsTheConstraintsToPermitOursAndNothingElse() throws Exception {
    Authority authority = fixture.start();
    CertificateIssuer issuer = fixture.issuer();
    X509Certificate root = authority.root();
    for (String inside :
        List.of(
            "a.lan",
            "a.b.internal",
            "printer.local",
            "x.home.arpa",
            "localhost",
            "192.168.1.4",
            "203.0.113.9",
            "2001:db8::1",
            "panel.corp.example")) {
      assertThatNoException()
          .as(inside)
          .isThrownBy(() -> validateConstrained(root, issue(issuer, root, inside), fixture.now));
    }
    for (String outside : List.of("bank.example", "corp.example", "notlan", "xlocalhost", "com")) {
      assertThatExceptionOfType(CertPathValidatorException.class)
          .as(outside)
          .isThrownBy(() -> validateConstrained(root, issue(issuer, root, outside), fixture.now));
    }
  }

  @Test
  void signsTicketsWithAKeyOfItsOwnThatStays() {
    Authority authority = fixture.start();
    TicketKeys first = TicketKeys.create(fixture.vault);
    first.start();
    TicketKeys second = TicketKeys.create(fixture.vault);
    second.start();

    assertThat(second.trusted()).isEqualTo(first.trusted()).hasSize(1);
    assertThat(first.signer().key().key()).isNotEqualTo(authority.root().getPublicKey());
  }

  private X509Certificate issue(CertificateIssuer issuer, X509Certificate root, String host) {
    return issuer.server(root, "Signalbox test", daemonKey.getPublic(), names(host), NOW);
  }

  private static byte[] identifier(X509Certificate certificate, String oid) {
    byte[] value = ASN1OctetString.getInstance(certificate.getExtensionValue(oid)).getOctets();
    return Arrays.copyOfRange(value, value.length - 20, value.length);
  }
}
