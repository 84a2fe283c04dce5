package dev.signalbox.api.ticket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.id.BootId;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.id.InstanceId;
import java.security.KeyPair;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TicketVerifierTest {
  private final TicketFixture fixture = new TicketFixture();

  @Test
  void readsBackEveryClaimOfASoundTicket() {
    Ticket ticket =
        fixture
            .console()
            .onPath("wörld/\"a\"\\b\u2028</script>")
            .seeing(Set.of(new InstanceId("a"), new InstanceId("b")))
            .fromOrigin("https://panel.example:7443");

    assertThat(fixture.verifier.verify(fixture.signer.sign(ticket))).isEqualTo(ticket);
  }

  @Test
  void readsBackATicketWithoutAnyOptionalClaim() {
    Ticket ticket =
        Ticket.of(
            fixture.daemon, fixture.boot, "system:probe", "host.read", fixture.now.plusSeconds(1));

    assertThat(fixture.verifier.verify(fixture.signer.sign(ticket))).isEqualTo(ticket);
  }

  @Test
  void givesEveryTicketAnotherId() {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      ids.add(fixture.download().id());
    }
    assertThat(ids).hasSize(1_000);
  }

  @Test
  void tellsAnAbsentTicketFromABadOne() {
    refuses(null, TicketError.MISSING);
    refuses("", TicketError.MISSING);
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "..", "...", "a", "a.b", "a.b.c.d", " ", "é.é.é", "....."})
  void refusesWhatHasNotThreeParts(String token) {
    assertThatExceptionOfType(SignalboxException.class)
        .isThrownBy(() -> fixture.verifier.verify(token));
  }

  @Test
  void refusesATicketBeyondTheSizeBound() {
    refuses("a".repeat(65_537), TicketError.MALFORMED);
    refuses(fixture.signer.sign(fixture.download()) + "A".repeat(65_536), TicketError.MALFORMED);
  }

  @Test
  void carriesTheInstancesThatSomebodyMaySeeByTheThousand() {
    Set<InstanceId> visible =
        Stream.generate(InstanceId::random).limit(2000).collect(Collectors.toSet());
    Ticket list = fixture.download().seeing(visible);
    assertThat(fixture.verifier.verify(fixture.signer.sign(list)).instances()).isEqualTo(visible);
  }

  @Test
  void doesNotSignATicketBeyondTheSizeBound() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> fixture.signer.sign(fixture.download().onPath("x".repeat(60_000))))
        .withMessageStartingWith("ticket: ")
        .withMessageNotContaining("xxx");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"alg\":\"none\"}",
        "{\"alg\":\"none\",\"typ\":\"JWT\",\"kid\":\"KID\"}",
        "{\"alg\":\"ES384\",\"typ\":\"JWT\",\"kid\":\"KID\"}",
        "{\"typ\":\"JWT\",\"alg\":\"ES256\",\"kid\":\"KID\"}",
        "{\"alg\":\"ES256\",\"kid\":\"KID\",\"typ\":\"JWT\"}",
        "{\"alg\":\"ES256\",\"typ\":\"JWT\"}",
        "{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"other\"}",
        "{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"KID\",\"jku\":\"https://evil.example/\"}",
        "{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"KID\",\"crit\":[]}",
        "{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"KID\",\"alg\":\"none\"}",
        "{\"alg\": \"ES256\",\"typ\":\"JWT\",\"kid\":\"KID\"}",
        "{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"KID\"}\n",
        " {\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"KID\"}",
        "{\"alg\":\"es256\",\"typ\":\"JWT\",\"kid\":\"KID\"}",
      })
  void refusesAnyHeaderButOursEvenUnderTheRightSignature(String header) {
    String claims = TicketJson.write(fixture.download());

    refuses(
        fixture.forge(header.replace("KID", fixture.key.id()), claims), TicketError.BAD_SIGNATURE);
    fixture.verifier.verify(fixture.forge(fixture.ownHeader(), claims));
  }

  @Test
  void refusesAlgorithmNoneWithoutSignature() {
    String claims = TicketFormat.encode(TicketJson.write(fixture.download()).getBytes(UTF_8));
    String none = TicketFormat.encode("{\"alg\":\"none\"}".getBytes(UTF_8));

    refuses(none + '.' + claims + '.', TicketError.BAD_SIGNATURE);
    refuses(TicketFormat.header(fixture.key) + '.' + claims + '.', TicketError.BAD_SIGNATURE);
  }

  @Test
  void refusesAnHmacMadeWithThePublicKey() throws Exception {
    String claims = TicketFormat.encode(TicketJson.write(fixture.download()).getBytes(UTF_8));
    for (String header :
        List.of(
            TicketFormat.header(fixture.key),
            TicketFormat.encode(
                ("{\"alg\":\"HS256\",\"typ\":\"JWT\",\"kid\":\"" + fixture.key.id() + "\"}")
                    .getBytes(UTF_8)))) {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(fixture.key.key().getEncoded(), "HmacSHA256"));
      byte[] tag = mac.doFinal((header + '.' + claims).getBytes(UTF_8));

      refuses(header + '.' + claims + '.' + TicketFormat.encode(tag), TicketError.BAD_SIGNATURE);
    }
  }

  @Test
  void refusesAStrangersKeyAlsoUnderTheKnownKeyId() {
    KeyPair stranger = TicketFixture.newPair("secp256r1");
    TicketKey strangersKey = TicketKey.of((ECPublicKey) stranger.getPublic());
    String claims = TicketFormat.encode(TicketJson.write(fixture.download()).getBytes(UTF_8));

    refuses(
        new TicketSigner(stranger.getPrivate(), strangersKey).sign(fixture.download()),
        TicketError.BAD_SIGNATURE);
    refuses(
        TicketFixture.sign(stranger.getPrivate(), TicketFormat.header(fixture.key) + '.' + claims),
        TicketError.BAD_SIGNATURE);
  }

  @Test
  void refusesEveryAlteredCharacter() {
    String token = fixture.signer.sign(fixture.download());
    for (int i = 0; i < token.length(); i++) {
      char other = token.charAt(i) == 'A' ? 'B' : 'A';
      String altered = token.substring(0, i) + other + token.substring(i + 1);
      assertThatExceptionOfType(SignalboxException.class)
          .as("character " + i)
          .isThrownBy(() -> fixture.verifier.verify(altered));
    }
  }

  @Test
  void refusesEveryClaimAlteredUnderTheOldSignature() {
    String token = fixture.signer.sign(fixture.download());
    String signature = token.substring(token.lastIndexOf('.') + 1);
    String claims = TicketJson.write(fixture.download());
    List<String> altered =
        List.of(
            claims.replace("daemon-one", "daemon-two"),
            claims.replace("boot-one", "boot-two"),
            claims.replace("user-1", "user-2"),
            claims.replace("files.download", "files.upload"),
            claims.replace("lobby", "other"),
            claims.replace("level.dat", "level.old"),
            claims.replace("panel.example", "evil.example"),
            claims.replaceFirst("\"jti\":\"[^\"]*\"", "\"jti\":\"AAAAAAAAAAAAAAAAAAAAAA\""),
            claims.replaceFirst("\"exp\":\\d+", "\"exp\":1795435255"));
    assertThat(altered).doesNotContain(claims);
    for (String each : altered) {
      refuses(
          TicketFormat.header(fixture.key)
              + '.'
              + TicketFormat.encode(each.getBytes(UTF_8))
              + '.'
              + signature,
          TicketError.BAD_SIGNATURE);
    }
  }

  @Test
  void refusesBase64InAnotherThanTheCanonicalForm() {
    String token = fixture.signer.sign(fixture.download());
    // 64 bytes are 86 characters: the last carries four bits that must be zero.
    char last = token.charAt(token.length() - 1);
    refuses(token.substring(0, token.length() - 1) + (char) (last + 1), TicketError.MALFORMED);
    refuses(token + "==", TicketError.MALFORMED);
    refuses(token + " ", TicketError.MALFORMED);
    refuses(token + "\n", TicketError.MALFORMED);
    refuses(" " + token, TicketError.BAD_SIGNATURE);
    refuses(token.replaceFirst("\\.", ".\n"), TicketError.MALFORMED);
    refuses(token.substring(0, token.lastIndexOf('.') + 1) + "+/==", TicketError.MALFORMED);
  }

  @Test
  void refusesSignaturesOutOfRange() {
    String token = fixture.signer.sign(fixture.download());
    String signed = token.substring(0, token.lastIndexOf('.') + 1);
    byte[] zero = new byte[64];
    byte[] order = new byte[64];
    byte[] n = P256.ORDER.toByteArray();
    System.arraycopy(n, n.length - 32, order, 0, 32);
    System.arraycopy(n, n.length - 32, order, 32, 32);
    byte[] ones = new byte[64];
    Arrays.fill(ones, (byte) 0xff);
    for (byte[] bad : List.of(zero, order, ones, new byte[0], new byte[63], new byte[65])) {
      refuses(signed + TicketFormat.encode(bad), TicketError.BAD_SIGNATURE);
    }
  }

  @Test
  void refusesASignatureInDerForm() throws Exception {
    String token = fixture.signer.sign(fixture.download());
    String signed = token.substring(0, token.lastIndexOf('.'));
    Signature der = Signature.getInstance("SHA256withECDSA");
    der.initSign(fixture.pair.getPrivate());
    der.update(signed.getBytes(UTF_8));

    refuses(signed + '.' + TicketFormat.encode(der.sign()), TicketError.BAD_SIGNATURE);
  }

  @Test
  void refusesATicketForAnotherDaemonOrAnotherBoot() {
    Instant soon = fixture.now.plusSeconds(30);
    refuses(
        fixture.signer.sign(
            Ticket.of(new DaemonId("daemon-two"), fixture.boot, "user-1", "host.read", soon)),
        TicketError.WRONG_DAEMON);
    refuses(
        fixture.signer.sign(
            Ticket.of(fixture.daemon, new BootId("boot-zero"), "user-1", "host.read", soon)),
        TicketError.WRONG_BOOT);
  }

  @Test
  void refusesAnExpiredTicketFromThatVerySecondOn() {
    String token = fixture.signer.sign(fixture.download());

    fixture.now = TicketFixture.NOW.plusMillis(59_999);
    fixture.verifier.verify(token);
    fixture.now = TicketFixture.NOW.plusSeconds(60);
    refuses(token, TicketError.EXPIRED);
  }

  @Test
  void refusesATicketThatWouldLiveLongerThanAMinute() {
    Ticket later =
        Ticket.of(fixture.daemon, fixture.boot, "user-1", "host.read", fixture.now.plusSeconds(66));

    refuses(fixture.signer.sign(later), TicketError.TOO_LONG_LIVED);
  }

  @Test
  void correctsTheClockByTheMeasuredSkew() {
    String token = fixture.signer.sign(fixture.download());

    fixture.now = TicketFixture.NOW.plusSeconds(3_600);
    refuses(token, TicketError.EXPIRED);
    fixture.correction = Duration.ofHours(-1);
    fixture.verifier.verify(token);
    fixture.now = TicketFixture.NOW.minusSeconds(3_600);
    fixture.correction = Duration.ofHours(1);
    fixture.verifier.verify(token);
  }

  @Test
  void refusesUnknownDoubledMissingAndMistypedClaims() {
    String claims = TicketJson.write(fixture.download());
    List<String> faulty = new ArrayList<>();
    faulty.add(claims.replaceFirst("\\{", "{\"admin\":true,"));
    faulty.add(claims.replaceFirst("\\{", "{\"nbf\":1,"));
    faulty.add(claims.replaceFirst("\\{", "{\"op\":\"files.upload\","));
    faulty.add(claims.replaceFirst("\"exp\":(\\d+)", "\"exp\":\"$1\""));
    faulty.add(claims.replaceFirst("\"exp\":(\\d+)", "\"exp\":$1.0"));
    faulty.add(claims.replaceFirst("\"exp\":(\\d+)", "\"exp\":1e9"));
    faulty.add(claims.replaceFirst("\"exp\":(\\d+)", "\"exp\":99999999999999999999"));
    faulty.add(claims.replaceFirst("\"exp\":(\\d+)", "\"exp\":9223372036854775807"));
    faulty.add(claims.replaceFirst("\"aud\":\"[^\"]*\"", "\"aud\":[\"daemon-one\"]"));
    faulty.add(claims.replaceFirst("\"aud\":\"[^\"]*\"", "\"aud\":null"));
    faulty.add(claims.replaceFirst("\"aud\":\"[^\"]*\",", ""));
    faulty.add(claims.replaceFirst("\"boot\":\"[^\"]*\",", ""));
    faulty.add(claims.replaceFirst("\"jti\":\"[^\"]*\",", ""));
    faulty.add(claims.replaceFirst("\"jti\":\"[^\"]*\"", "\"jti\":\"short\""));
    faulty.add(claims.replaceFirst("\"instance\":\"[^\"]*\"", "\"instance\":\"../etc\""));
    faulty.add(claims.replaceFirst("\\{", "{\"rights\":[\"root\"],"));
    faulty.add(claims.replaceFirst("\\{", "{\"rights\":\"view\","));
    faulty.add(claims.replace('"', '\''));
    faulty.add(claims + "{}");
    faulty.add(claims + "//");
    faulty.add("[" + claims + "]");
    faulty.add("");
    faulty.add("null");
    for (String each : faulty) {
      assertThat(each).isNotEqualTo(claims);
      refuses(fixture.forge(fixture.ownHeader(), each), TicketError.MALFORMED);
    }
  }

  @Test
  void takesKeysOfP256Only() {
    ECPublicKey p384 = (ECPublicKey) TicketFixture.newPair("secp384r1").getPublic();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> TicketKey.of(p384))
        .withMessageContaining("384 bits (expected: EC P-256)");
    assertThatIllegalArgumentException().isThrownBy(() -> TicketKey.decode(new byte[3]));
  }

  @Test
  void carriesAKeyAsBytes() {
    assertThat(TicketKey.decode(fixture.key.encoded())).isEqualTo(fixture.key);
  }

  @Test
  void showsNoPrivateKeyInText() {
    assertThat(fixture.signer).hasToString("TicketSigner[" + fixture.key.id() + "]");
    assertThat(fixture.verifier).hasToString("TicketVerifier[daemon-one, boot-one]");
  }

  private void refuses(@Nullable String token, TicketError error) {
    assertThatExceptionOfType(SignalboxException.class)
        .isThrownBy(() -> fixture.verifier.verify(token))
        .satisfies(
            refusal -> {
              assertThat(refusal.code()).isEqualTo(error);
              assertThat(refusal.code().kind().status()).isIn(401, 403);
              if (token != null && token.length() > 20) {
                assertThat(refusal).message().doesNotContain(token);
              }
            });
  }
}
