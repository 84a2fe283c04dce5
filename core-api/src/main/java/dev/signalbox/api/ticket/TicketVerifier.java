package dev.signalbox.api.ticket;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.id.BootId;
import dev.signalbox.api.id.DaemonId;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a ticket is the panel's, for this daemon, this run of it, and still good.
 *
 * <p>It does not tell whether the ticket was used before, nor what for: see {@link TicketGate}.
 * Safe for use by many threads.
 */
public final class TicketVerifier {
  /** How far the correction of the clock may be off before a sound ticket looks too long-lived. */
  private static final Duration TOLERANCE = Duration.ofSeconds(5);

  private static final int HALF = 32;

  private final DaemonId audience;
  private final BootId boot;
  private final Map<String, TicketKey> keysByHeader;
  private final InstantSource clock;
  private final Supplier<Duration> correction;

  /**
   * Takes the keys to trust.
   *
   * @param keys the panel's; a ticket names the one it is signed with
   * @param correction what to add to this machine's clock to have the panel's, asked at each use
   */
  public TicketVerifier(
      DaemonId audience,
      BootId boot,
      Collection<TicketKey> keys,
      InstantSource clock,
      Supplier<Duration> correction) {
    this.audience = requireNonNull(audience, "audience");
    this.boot = requireNonNull(boot, "boot");
    this.keysByHeader =
        keys.stream()
            .distinct()
            .collect(Collectors.toUnmodifiableMap(TicketFormat::header, key -> key));
    this.clock = requireNonNull(clock, "clock");
    this.correction = requireNonNull(correction, "correction");
  }

  /**
   * Returns the claims of a sound ticket.
   *
   * @param token what the request shows; null where it shows none
   * @throws SignalboxException {@code ticket.missing}, {@code ticket.malformed}, {@code
   *     ticket.bad-signature} (which an unknown key or another header is too), {@code
   *     ticket.wrong-daemon}, {@code ticket.wrong-boot}, {@code ticket.expired} or {@code
   *     ticket.too-long-lived}
   */
  public Ticket verify(@Nullable String token) {
    Ticket ticket = verifyOrigin(token);
    checkTime(ticket);
    return ticket;
  }

  /**
   * Returns the claims of a ticket that the panel signed for this run of this daemon, be it expired
   * or not: what it opened may go on for longer than the ticket is good.
   *
   * @throws SignalboxException as {@link #verify} does, but for the ticket's time
   */
  public Ticket verifyOrigin(@Nullable String token) {
    if (token == null || token.isEmpty()) {
      throw new SignalboxException(TicketError.MISSING, "a ticket is needed");
    }
    if (token.length() > TicketFormat.MAX_LENGTH) {
      throw malformed();
    }
    int first = token.indexOf('.');
    int last = token.lastIndexOf('.');
    if (first < 0 || first == last || token.indexOf('.', first + 1) != last) {
      throw malformed();
    }
    TicketKey key = keysByHeader.get(token.substring(0, first));
    if (key == null) {
      throw badSignature();
    }
    byte[] claims = decode(token.substring(first + 1, last));
    byte[] signature = decode(token.substring(last + 1));
    if (!isSigned(key, token.substring(0, last), signature)) {
      throw badSignature();
    }
    Ticket ticket = parse(claims);
    checkRun(ticket);
    return ticket;
  }

  private void checkRun(Ticket ticket) {
    if (!ticket.audience().equals(audience)) {
      throw new SignalboxException(
          TicketError.WRONG_DAEMON, "the ticket is for another daemon than this");
    }
    if (!ticket.boot().equals(boot)) {
      throw new SignalboxException(
          TicketError.WRONG_BOOT, "the ticket is from before this daemon started; ask for another");
    }
  }

  private void checkTime(Ticket ticket) {
    Instant now = clock.instant().plus(correction.get());
    if (!now.isBefore(ticket.expiresAt())) {
      throw new SignalboxException(TicketError.EXPIRED, "the ticket has expired");
    }
    if (ticket.expiresAt().isAfter(now.plus(Ticket.MAX_LIFE).plus(TOLERANCE))) {
      throw new SignalboxException(
          TicketError.TOO_LONG_LIVED,
          "the ticket would be good for longer than a minute: compare the clocks");
    }
  }

  private static boolean isSigned(TicketKey key, String signed, byte[] signature) {
    // The range is checked here too: there were Java releases which took r = s = 0 for a signature.
    if (signature.length != 2 * HALF
        || !isScalar(Arrays.copyOfRange(signature, 0, HALF))
        || !isScalar(Arrays.copyOfRange(signature, HALF, 2 * HALF))) {
      return false;
    }
    try {
      Signature verifier = Signature.getInstance(TicketFormat.ALGORITHM);
      verifier.initVerify(key.key());
      verifier.update(signed.getBytes(US_ASCII));
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static boolean isScalar(byte[] half) {
    BigInteger value = new BigInteger(1, half);
    return value.signum() > 0 && value.compareTo(P256.ORDER) < 0;
  }

  private static byte[] decode(String segment) {
    try {
      return TicketFormat.decode(segment);
    } catch (IllegalArgumentException e) {
      throw malformed();
    }
  }

  private static Ticket parse(byte[] claims) {
    try {
      return TicketJson.read(UTF_8.newDecoder().decode(ByteBuffer.wrap(claims)).toString());
    } catch (IOException e) {
      throw malformed();
    }
  }

  private static SignalboxException malformed() {
    return new SignalboxException(TicketError.MALFORMED, "this is not a ticket");
  }

  private static SignalboxException badSignature() {
    return new SignalboxException(TicketError.BAD_SIGNATURE, "the panel did not sign this ticket");
  }

  @Override
  public String toString() {
    return "TicketVerifier[" + audience + ", " + boot + "]";
  }
}
