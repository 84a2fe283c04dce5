package dev.signalbox.api.ticket;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;

/** Signs tickets. Safe for use by many threads. */
public final class TicketSigner {
  private final PrivateKey privateKey;
  private final TicketKey key;
  private final String header;

  /**
   * Takes a pair of keys.
   *
   * @param key the public half, under whose id daemons know it
   */
  public TicketSigner(PrivateKey privateKey, TicketKey key) {
    this.privateKey = requireNonNull(privateKey, "privateKey");
    this.key = requireNonNull(key, "key");
    this.header = TicketFormat.header(key);
  }

  /** Returns the public half. */
  public TicketKey key() {
    return key;
  }

  /**
   * Returns the ticket in the form that a request shows: ASCII, fit for a URL and for a header.
   *
   * <p>Whoever has it may use it, once: it is never logged.
   *
   * @throws IllegalArgumentException where it would be longer than 65536 characters, which a list
   *     of some 2,400 visible instances is
   */
  public String sign(Ticket ticket) {
    String signed = header + '.' + TicketFormat.encode(TicketJson.write(ticket).getBytes(UTF_8));
    String token = signed + '.' + TicketFormat.encode(signature(signed));
    if (token.length() > TicketFormat.MAX_LENGTH) {
      throw new IllegalArgumentException(
          "ticket: "
              + token.length()
              + " characters (expected: at most "
              + TicketFormat.MAX_LENGTH
              + ")");
    }
    return token;
  }

  private byte[] signature(String signed) {
    try {
      Signature signature = Signature.getInstance(TicketFormat.ALGORITHM);
      signature.initSign(privateKey);
      signature.update(signed.getBytes(US_ASCII));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key that signs tickets is unusable", e);
    }
  }

  @Override
  public String toString() {
    return "TicketSigner[" + key.id() + "]";
  }
}
