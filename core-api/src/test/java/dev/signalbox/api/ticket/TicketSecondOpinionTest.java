package dev.signalbox.api.ticket;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Another implementation of RFC 7515 and 7638 agrees with ours, in both directions. */
class TicketSecondOpinionTest {
  private final TicketFixture fixture = new TicketFixture();

  @Test
  void anotherLibraryVerifiesAndReadsOurTickets() throws Exception {
    Ticket ticket = fixture.console().onPath("a b/ü");

    SignedJWT read = SignedJWT.parse(fixture.signer.sign(ticket));

    assertThat(read.verify(new ECDSAVerifier(fixture.key.key()))).isTrue();
    assertThat(read.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.ES256);
    assertThat(read.getHeader().getKeyID()).isEqualTo(fixture.key.id());
    JWTClaimsSet claims = read.getJWTClaimsSet();
    assertThat(claims.getAudience()).containsExactly("daemon-one");
    assertThat(claims.getSubject()).isEqualTo("user-1");
    assertThat(claims.getJWTID()).isEqualTo(ticket.id());
    assertThat(claims.getExpirationTime().toInstant()).isEqualTo(ticket.expiresAt());
    assertThat(claims.getStringClaim("op")).isEqualTo("console");
    assertThat(claims.getStringClaim("instance")).isEqualTo("lobby");
    assertThat(claims.getStringClaim("path")).isEqualTo("a b/ü");
    assertThat(claims.getStringClaim("boot")).isEqualTo("boot-one");
    assertThat(claims.getStringListClaim("rights")).isEqualTo(List.of("view", "input"));
  }

  @Test
  void weVerifyWhatAnotherLibrarySigned() throws Exception {
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .audience("daemon-one")
            .subject("user-1")
            .jwtID("0123456789abcdef")
            .expirationTime(Date.from(fixture.now.plusSeconds(30)))
            .claim("op", "console")
            .claim("boot", "boot-one")
            .claim("rights", List.of("view"))
            .build();
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .type(JOSEObjectType.JWT)
            .keyID(fixture.key.id())
            .build();
    SignedJWT jwt = new SignedJWT(header, claims);
    jwt.sign(new ECDSASigner((ECPrivateKey) fixture.pair.getPrivate()));
    String[] parts = jwt.serialize().split("\\.", -1);

    // Its header may order the fields in its own way, which we refuse; so sign ours by its signer.
    String signed = TicketFormat.header(fixture.key) + '.' + parts[1];
    var signature =
        new ECDSASigner((ECPrivateKey) fixture.pair.getPrivate())
            .sign(header, signed.getBytes(US_ASCII));

    Ticket read = fixture.verifier.verify(signed + '.' + signature);
    assertThat(read.operation()).isEqualTo("console");
    assertThat(read.allows(TicketRight.VIEW)).isTrue();
    assertThat(read.allows(TicketRight.INPUT)).isFalse();
  }

  @RepeatedTest(20)
  void anotherLibraryComputesTheSameThumbprint() throws Exception {
    var pair = TicketFixture.newPair("secp256r1");
    var key = (ECPublicKey) pair.getPublic();

    assertThat(TicketKey.of(key).id())
        .isEqualTo(new ECKey.Builder(Curve.P_256, key).build().computeThumbprint().toString());
  }
}
