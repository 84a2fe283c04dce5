package dev.signalbox.api.ticket;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.api.id.BootId;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.id.InstanceId;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** A panel's key and a daemon that trusts it, with a clock that a test moves. */
final class TicketFixture {
  static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  final DaemonId daemon = new DaemonId("daemon-one");
  final BootId boot = new BootId("boot-one");
  final InstanceId lobby = new InstanceId("lobby");
  final KeyPair pair = newPair("secp256r1");
  final TicketKey key = TicketKey.of((ECPublicKey) pair.getPublic());
  final TicketSigner signer = new TicketSigner(pair.getPrivate(), key);
  volatile Instant now = NOW;
  volatile Duration correction = Duration.ZERO;
  final InstantSource clock = () -> now;
  final TicketVerifier verifier =
      new TicketVerifier(daemon, boot, List.of(key), clock, () -> correction);

  Ticket download() {
    return Ticket.of(daemon, boot, "user-1", "files.download", now.plusSeconds(60))
        .onInstance(lobby)
        .onPath("world/level.dat")
        .fromOrigin("https://panel.example:7443");
  }

  Ticket console() {
    return Ticket.of(daemon, boot, "user-1", "console", now.plusSeconds(60))
        .onInstance(lobby)
        .withRights(Set.of(TicketRight.VIEW, TicketRight.INPUT));
  }

  TicketDemand downloadDemand() {
    return TicketDemand.of("files.download").onInstance(lobby).onPath("world/level.dat");
  }

  /** Signs any header and any claims with the panel's own key, as only a faulty panel would. */
  String forge(String header, String claims) {
    return sign(
        pair.getPrivate(),
        TicketFormat.encode(header.getBytes(UTF_8))
            + '.'
            + TicketFormat.encode(claims.getBytes(UTF_8)));
  }

  String ownHeader() {
    return new String(TicketFormat.decode(TicketFormat.header(key)), UTF_8);
  }

  static String sign(PrivateKey privateKey, String signed) {
    try {
      Signature signature = Signature.getInstance(TicketFormat.ALGORITHM);
      signature.initSign(privateKey);
      signature.update(signed.getBytes(US_ASCII));
      return signed + '.' + TicketFormat.encode(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static KeyPair newPair(String curve) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(curve));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
