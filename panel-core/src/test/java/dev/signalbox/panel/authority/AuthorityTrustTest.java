package dev.signalbox.panel.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.api.transport.TlsMaterial;
import dev.signalbox.panel.vault.KeyAlgorithm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that trust {@code ca.pem}, and nothing else, meet servers with our certificates. */
class AuthorityTrustTest {
  private static final String OUTSIDE = "bank.example";

  @TempDir Path data;
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private AuthorityFixture fixture;
  private Authority authority;

  @BeforeEach
  void open() {
    fixture = new AuthorityFixture(data, now);
    authority = fixture.start(List.of("localhost", "panel.lan", "127.0.0.1", "::1"));
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void javaAcceptsTheServerUnderItsNamesOnly() throws Exception {
    try (TestServer server = new TestServer(authority.serverTls())) {
      for (String host : List.of("localhost", "panel.lan", "127.0.0.1", "::1")) {
        handshake(server, host, authority.root());
      }
      for (String host : List.of("other.lan", "127.0.0.2", "::2")) {
        assertThatExceptionOfType(SSLHandshakeException.class)
            .as(host)
            .isThrownBy(() -> handshake(server, host, authority.root()));
      }
    }
  }

  @Test
  void javaRefusesAnExpiredCertificateAndAnotherAuthority() throws Exception {
    TlsMaterial expired = material("localhost", now.minus(91, ChronoUnit.DAYS));
    try (TestServer server = new TestServer(expired)) {
      assertThatExceptionOfType(SSLHandshakeException.class)
          .isThrownBy(() -> handshake(server, "localhost", authority.root()))
          .withMessageContaining("validity check failed");
    }
    X509Certificate stranger =
        new CertificateIssuer(KeyAlgorithm.EC_P256.newPair())
            .root(NameConstraintSet.of(AuthorityFixture.names("localhost")), now);
    try (TestServer server = new TestServer(authority.serverTls())) {
      assertThatExceptionOfType(SSLHandshakeException.class)
          .isThrownBy(() -> handshake(server, "localhost", stranger));
    }
  }

  @Test
  @Tag("linux")
  void opensslFindsTheCertificatesStrictlyRightAndHoldsTheRootToItsConstraints() throws Exception {
    Path leaf = data.resolve("leaf.pem");
    Path ca = data.resolve("ca.pem");
    Files.writeString(leaf, RootFile.pem(authority.serverTls().chain().get(0)));
    assertThat(
            run("openssl", "verify", "-x509_strict", "-purpose", "sslserver", "-CAfile", ca, leaf))
        .contains("OK");
    for (String host : List.of("a.internal", "printer.local", "192.168.1.9", "2001:db8::9")) {
      Files.writeString(leaf, RootFile.pem(material(host, now).chain().get(0)));
      assertThat(run("openssl", "verify", "-x509_strict", "-CAfile", ca, leaf))
          .as(host)
          .contains("OK");
    }
    for (String host : List.of(OUTSIDE, "notlan", "lan.example")) {
      Files.writeString(leaf, RootFile.pem(material(host, now).chain().get(0)));
      assertThat(run("openssl", "verify", "-CAfile", ca, leaf))
          .as(host)
          .contains("permitted subtree violation");
    }
  }

  @Test
  @Tag("linux")
  void curlAcceptsWhatIsInsideTheConstraintsAndRefusesWhatIsNot() throws Exception {
    try (TestServer server = new TestServer(authority.serverTls())) {
      for (String host : List.of("localhost", "panel.lan", "127.0.0.1")) {
        assertThat(curl(server, host)).as(host).contains(TestServer.GREETING);
      }
    }
    try (TestServer server = new TestServer(material(OUTSIDE, now))) {
      assertThat(curl(server, OUTSIDE))
          .doesNotContain(TestServer.GREETING)
          .contains("permitted subtree violation");
    }
  }

  @Test
  @Tag("linux")
  void aBrowserAcceptsWhatIsInsideTheConstraintsAndRefusesWhatIsNot() throws Exception {
    Path store = Files.createDirectories(data.resolve("home/.pki/nssdb"));
    run("certutil", "-d", "sql:" + store, "-N", "--empty-password");
    run(
        "certutil",
        "-d",
        "sql:" + store,
        "-A",
        "-t",
        "C,,",
        "-n",
        "ca",
        "-i",
        data.resolve("ca.pem"));
    try (TestServer server = new TestServer(authority.serverTls())) {
      for (String host : List.of("localhost", "panel.lan", "127.0.0.1")) {
        assertThat(browse(server, host)).as(host).contains(TestServer.GREETING);
      }
    }
    try (TestServer server = new TestServer(material(OUTSIDE, now))) {
      assertThat(browse(server, OUTSIDE))
          .doesNotContain(TestServer.GREETING)
          .contains("ERR_CERT_INVALID");
    }
  }

  @Test
  @Tag("linux")
  void aBrowserAcceptsANewHostOnceTheWidenedRootIsImportedToo() throws Exception {
    Path store = Files.createDirectories(data.resolve("home/.pki/nssdb"));
    Path ca = data.resolve("ca.pem");
    run("certutil", "-d", "sql:" + store, "-N", "--empty-password");
    run("certutil", "-d", "sql:" + store, "-A", "-t", "C,,", "-n", "ca", "-i", ca);
    authority = fixture.start(List.of("localhost", OUTSIDE));
    try (TestServer server = new TestServer(authority.serverTls())) {
      assertThat(browse(server, OUTSIDE)).contains("ERR_CERT_INVALID");

      run("certutil", "-d", "sql:" + store, "-A", "-t", "C,,", "-n", "wider", "-i", ca);
      for (String host : List.of("localhost", OUTSIDE)) {
        assertThat(browse(server, host)).as(host).contains(TestServer.GREETING);
      }
    }
  }

  /** Makes what a faulty panel might: the issuer itself signs any name. */
  private TlsMaterial material(String host, Instant from) {
    KeyPair pair = KeyAlgorithm.EC_P256.newPair();
    return new TlsMaterial(
        pair.getPrivate(),
        List.of(
            fixture
                .issuer()
                .server(
                    authority.root(),
                    "Signalbox test",
                    pair.getPublic(),
                    AuthorityFixture.names(host),
                    from)));
  }

  private static void handshake(TestServer server, String host, X509Certificate root)
      throws Exception {
    KeyStore anchors = KeyStore.getInstance("PKCS12");
    anchors.load(null, null);
    anchors.setCertificateEntry("root", root);
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(anchors);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    try (var plain = new Socket(InetAddress.getLoopbackAddress(), server.port());
        SSLSocket socket =
            (SSLSocket) context.getSocketFactory().createSocket(plain, host, server.port(), true)) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.startHandshake();
    }
  }

  private String curl(TestServer server, String host) throws Exception {
    return run(
        "curl",
        "-sS",
        "--noproxy",
        "*",
        "--max-time",
        "20",
        "--cacert",
        data.resolve("ca.pem"),
        "--resolve",
        host + ":" + server.port() + ":127.0.0.1",
        "https://" + host + ":" + server.port() + "/");
  }

  private String browse(TestServer server, String host) throws Exception {
    return run(
        "chromium",
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-proxy-server",
        "--user-data-dir=" + data.resolve("profile"),
        "--host-resolver-rules=MAP * 127.0.0.1",
        "--timeout=20000",
        "--dump-dom",
        "https://" + host + ":" + server.port() + "/");
  }

  /** Runs a program and returns what it wrote, whatever its exit code. */
  private String run(Object... command) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>();
    for (Object word : command) {
      words.add(word.toString());
    }
    Path output = data.resolve("output.txt");
    ProcessBuilder builder =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("HOME", data.resolve("home").toString());
    Process process = builder.start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(words.get(0) + " ends").isTrue();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    return Files.readString(output);
  }
}
