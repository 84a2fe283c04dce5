package dev.signalbox.daemon.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signalbox.api.error.ErrorCode;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.link.JoinAnswer;
import dev.signalbox.api.link.JoinError;
import dev.signalbox.api.secret.SecretError;
import dev.signalbox.api.ticket.TicketKey;
import dev.signalbox.api.transport.TlsMaterial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DaemonIdentityTest {
  private static final PublicKey PANEL_KEY = TestAuthority.identityKey();
  private static final DaemonId DAEMON = new DaemonId("one");

  @TempDir Path data;
  private final TestAuthority authority = new TestAuthority();
  private final TicketKey ticketKey =
      TicketKey.of((ECPublicKey) TestAuthority.newPair().getPublic());

  @Test
  void hasTheSameKeysAndAnotherBootIdAtTheNextStart() {
    DaemonIdentity first = start();
    DaemonIdentity second = start();

    assertThat(second.identityKey()).isEqualTo(first.identityKey());
    assertThat(second.boot()).isNotEqualTo(first.boot());
    assertThat(key(second.certificateRequest())).isEqualTo(key(first.certificateRequest()));
    assertThat(first.joined()).isEmpty();
    assertThat(first.tls()).isEmpty();
  }

  @Test
  void signsWithTheKeyThatItShows() throws Exception {
    byte[] message = "both hellos".getBytes(UTF_8);
    start();
    DaemonIdentity identity = start();

    Signature signature = Signature.getInstance("Ed25519");
    signature.initVerify(identity.identityKey());
    signature.update(message);
    assertThat(signature.verify(identity.sign(message))).isTrue();
  }

  @Test
  void asksForNoNameInItsCertificateRequest() throws Exception {
    var request = new JcaPKCS10CertificationRequest(start().certificateRequest());

    assertThat(request.getSubject().getRDNs()).isEmpty();
    assertThat(request.getAttributes()).isEmpty();
  }

  @Test
  void keepsItsFilesToTheirOwner() throws Exception {
    assumePosix();
    DaemonIdentity identity = start();
    identity.join(answer(identity), PanelWay.inProcess());

    try (Stream<Path> files = Files.list(data.resolve("secrets"))) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(3);
      for (Path file : all) {
        assertThat(Files.getPosixFilePermissions(file))
            .as(file.toString())
            .isEqualTo(PosixFilePermissions.fromString("rw-------"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"daemon-identity.key", "daemon-tls.key", "daemon-panel.json"})
  void refusesToStartWhereOthersCanReadAFile(String name) throws Exception {
    assumePosix();
    DaemonIdentity identity = start();
    identity.join(answer(identity), PanelWay.inProcess());
    Path file = data.resolve("secrets").resolve(name);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    assertThatExceptionOfType(SignalboxException.class)
        .isThrownBy(this::start)
        .withMessageContaining("chmod 600 '" + file.toAbsolutePath() + "'")
        .matches(refusal -> refusal.code() == SecretError.EXPOSED);
  }

  @Test
  void refusesADamagedKeyFileWithoutQuotingIt() throws Exception {
    start();
    for (String name : List.of("daemon-identity.key", "daemon-tls.key")) {
      Path file = data.resolve("secrets").resolve(name);
      String sound = Files.readString(file);
      String body = sound.lines().skip(1).findFirst().orElseThrow();
      for (String damaged :
          List.of("", "nonsense", sound.substring(0, 60), sound.replaceFirst("M", "N"))) {
        Files.writeString(file, damaged);
        assertThatExceptionOfType(SignalboxException.class)
            .isThrownBy(this::start)
            .withMessageContaining(name)
            .withMessageNotContaining(body.substring(0, 12))
            .withNoCause()
            .matches(refusal -> refusal.code() == IdentityError.BAD_KEY_FILE);
      }
      Files.writeString(file, sound);
    }
  }

  @Test
  void remembersThePanelThatItJoined() {
    DaemonIdentity identity = start();
    X509Certificate certificate = authority.issue(identity.certificateRequest());
    identity.join(answer(authority, List.of(certificate)), PanelWay.inProcess());

    JoinedPanel panel = start().joined().orElseThrow();
    assertThat(panel.daemon()).isEqualTo(DAEMON);
    assertThat(panel.name()).isEqualTo("here");
    assertThat(panel.ticketKeys()).containsExactly(ticketKey);
    assertThat(panel.panelKey()).isEqualTo(PANEL_KEY);
    assertThat(panel.way()).isEqualTo(PanelWay.inProcess());
    assertThat(panel.root()).isEqualTo(authority.root());
    assertThat(panel.chain()).containsExactly(certificate);
    assertThat(panel.fingerprint()).matches("[0-9a-f]{64}");
    TlsMaterial tls = start().tls().orElseThrow();
    assertThat(tls.chain()).containsExactly(certificate, authority.root());
  }

  @Test
  void joinsWithoutACertificateAndGetsOneLater() {
    DaemonIdentity identity = start();
    identity.join(answer(authority, List.of()), PanelWay.inProcess());
    assertThat(identity.tls()).isEmpty();

    X509Certificate certificate = authority.issue(identity.certificateRequest());
    assertThat(identity.renew(List.of(certificate)).chain())
        .containsExactly(certificate, authority.root());
    assertThat(start().tls().orElseThrow().chain()).containsExactly(certificate, authority.root());
  }

  @Test
  void renewsOnlyWithACertificateForItsOwnKeyAndByItsOwnAuthority() {
    DaemonIdentity identity = start();
    assertThatIllegalStateException().isThrownBy(() -> identity.renew(List.of(authority.root())));
    identity.join(answer(identity), PanelWay.inProcess());
    JoinedPanel before = identity.joined().orElseThrow();

    refuses(
        IdentityError.BAD_ANSWER,
        () -> identity.renew(List.of(new TestAuthority().issue(identity.certificateRequest()))));
    refuses(
        IdentityError.BAD_ANSWER,
        () -> identity.renew(List.of(authority.issue(TestAuthority.newPair().getPublic()))));
    assertThat(identity.joined()).contains(before);
    assertThat(start().joined()).contains(before);
  }

  @Test
  void joinsNoSecondPanel() {
    DaemonIdentity identity = start();
    identity.join(answer(identity), PanelWay.inProcess());
    JoinedPanel before = identity.joined().orElseThrow();
    TestAuthority other = new TestAuthority();

    refuses(
        JoinError.OTHER_PANEL,
        () ->
            identity.join(
                answer(other, List.of(other.issue(identity.certificateRequest()))),
                PanelWay.inProcess()));
    assertThat(start().joined()).contains(before);
  }

  @Test
  void takesTheSamePanelsRootIssuedAnew() {
    DaemonIdentity identity = start();
    identity.join(answer(identity), PanelWay.inProcess());
    X509Certificate anew = authority.rootAnew();

    identity.join(
        new JoinAnswer(DAEMON, "here", keys(), PANEL_KEY, anew, List.of()), PanelWay.inProcess());
    assertThat(start().joined().orElseThrow().root()).isEqualTo(anew);
  }

  @Test
  void refusesAnAnswerThatDoesNotFitTogether() {
    DaemonIdentity identity = start();
    X509Certificate own = authority.issue(identity.certificateRequest());
    X509Certificate foreign = authority.issue(TestAuthority.newPair().getPublic());
    List<JoinAnswer> faulty =
        List.of(
            new JoinAnswer(DAEMON, "here", keys(), PANEL_KEY, authority.root(), List.of(foreign)),
            new JoinAnswer(
                DAEMON, "here", keys(), PANEL_KEY, new TestAuthority().root(), List.of(own)),
            new JoinAnswer(DAEMON, "here", keys(), PANEL_KEY, own, List.of(own)),
            new JoinAnswer(DAEMON, "here", List.of(), PANEL_KEY, authority.root(), List.of(own)));
    for (JoinAnswer answer : faulty) {
      refuses(IdentityError.BAD_ANSWER, () -> identity.join(answer, PanelWay.inProcess()));
    }
    assertThat(start().joined()).isEmpty();
  }

  @Test
  void refusesToStartWithADamagedPanelFile() throws Exception {
    DaemonIdentity identity = start();
    identity.join(answer(identity), PanelWay.inProcess());
    Path file = data.resolve("secrets/daemon-panel.json");
    String sound = Files.readString(file);
    for (String damaged :
        List.of("", "{}", sound.substring(0, 100), sound.replace("\"root\":\"M", "\"root\":\"N"))) {
      Files.writeString(file, damaged);
      refuses(IdentityError.BAD_STATE, this::start);
    }
  }

  @Test
  void saysNothingSecretOfItself() throws Exception {
    DaemonIdentity identity = start();
    identity.join(answer(identity), PanelWay.inProcess());

    String text = identity + " " + identity.joined() + " " + identity.tls();
    for (String name : List.of("daemon-identity.key", "daemon-tls.key")) {
      String pem = Files.readString(data.resolve("secrets").resolve(name));
      assertThat(text).doesNotContain(pem.lines().skip(1).findFirst().orElseThrow());
    }
  }

  @Test
  @Tag("linux")
  void writesKeysThatOpensslReads() throws Exception {
    start();
    for (String name : List.of("daemon-identity.key", "daemon-tls.key")) {
      Process openssl =
          new ProcessBuilder(
                  "openssl", "pkey", "-noout", "-check", "-in", data + "/secrets/" + name)
              .redirectErrorStream(true)
              .redirectOutput(data.resolve("output").toFile())
              .start();
      assertThat(openssl.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(Files.readString(data.resolve("output"))).contains("Key is valid");
    }
  }

  private DaemonIdentity start() {
    DaemonIdentity identity = DaemonIdentity.create(data);
    identity.start();
    return identity;
  }

  private JoinAnswer answer(DaemonIdentity identity) {
    return answer(authority, List.of(authority.issue(identity.certificateRequest())));
  }

  private JoinAnswer answer(TestAuthority by, List<X509Certificate> chain) {
    return new JoinAnswer(DAEMON, "here", keys(), PANEL_KEY, by.root(), chain);
  }

  private List<TicketKey> keys() {
    return List.of(ticketKey);
  }

  private static Object key(byte[] certificateRequest) {
    try {
      return new JcaPKCS10CertificationRequest(certificateRequest).getPublicKey();
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private void assumePosix() {
    assumeTrue(data.getFileSystem().supportedFileAttributeViews().contains("posix"));
  }

  private static void refuses(ErrorCode code, Runnable action) {
    assertThatExceptionOfType(SignalboxException.class)
        .isThrownBy(action::run)
        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}
