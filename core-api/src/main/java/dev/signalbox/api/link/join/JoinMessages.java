package dev.signalbox.api.link.join;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.json.Json;
import dev.signalbox.api.link.JoinAnswer;
import dev.signalbox.api.link.JoinError;
import dev.signalbox.api.link.JoinRequest;
import dev.signalbox.api.ticket.TicketKey;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/**
 * The two messages of joining, whoever dials. What is said stands in a text of its own, over which
 * the proof is made: the daemon's over its request, the panel's over the request and its answer, so
 * that neither can be put together from another joining.
 */
public final class JoinMessages {
  private static final String ASKING = "request";
  private static final String ANSWERING = "answer";

  private JoinMessages() {}

  /**
   * A message on the wire.
   *
   * @param code names the secret
   * @param said what is said, JSON in a text
   * @param proof that somebody with the secret says it
   */
  public record Sealed(String code, String said, String proof) {
    public Sealed {
      requireNonNull(code, "code");
      requireNonNull(said, "said");
      requireNonNull(proof, "proof");
    }
  }

  /**
   * What the daemon says.
   *
   * @param identityKey X.509 encoded, in base 64
   * @param certificateRequest PKCS#10 in DER, in base 64
   * @param nonce random, so that no two requests are the same
   * @param addresses where browsers would reach it
   */
  public record Asked(
      String identityKey,
      String certificateRequest,
      String nonce,
      String version,
      List<URI> addresses) {
    public Asked {
      requireNonNull(identityKey, "identityKey");
      requireNonNull(certificateRequest, "certificateRequest");
      requireNonNull(nonce, "nonce");
      requireNonNull(version, "version");
      addresses = List.copyOf(addresses);
    }

    /** Returns what the panel needs of it. */
    public JoinRequest request() {
      try {
        Base64.Decoder base64 = Base64.getDecoder();
        return new JoinRequest(base64.decode(identityKey), base64.decode(certificateRequest));
      } catch (IllegalArgumentException e) {
        throw new SignalboxException(JoinError.BAD_CODE, "the request is not in base 64", e);
      }
    }
  }

  /** What the panel says: {@link JoinAnswer} with keys X.509 encoded, all in base 64. */
  record Answered(
      DaemonId daemon,
      String name,
      List<String> ticketKeys,
      String panelKey,
      String root,
      List<String> chain) {}

  /** Returns the daemon's message. */
  public static Sealed ask(JoinSecret secret, Asked asked) {
    String said = Json.write(asked);
    return new Sealed(secret.id(), said, secret.prove(ASKING, said));
  }

  /**
   * Reads the daemon's message.
   *
   * @throws SignalboxException {@code join.bad-code} where it has not the secret
   */
  public static Asked asked(JoinSecret secret, Sealed message) {
    if (!secret.isProven(message.proof(), ASKING, message.said())) {
      throw unproven("the daemon does not have the secret of the code");
    }
    return Json.read(message.said(), Asked.class);
  }

  /** Returns the panel's message. */
  public static Sealed answer(JoinSecret secret, Sealed request, JoinAnswer answer) {
    String said =
        Json.write(
            new Answered(
                answer.daemon(),
                answer.name(),
                answer.ticketKeys().stream().map(key -> text(key.encoded())).toList(),
                text(answer.panelKey().getEncoded()),
                text(answer.root()),
                answer.chain().stream().map(JoinMessages::text).toList()));
    return new Sealed(secret.id(), said, secret.prove(ANSWERING, request.said(), said));
  }

  /**
   * Reads the panel's message.
   *
   * @throws SignalboxException {@code join.bad-code} where it has not the secret, or answers
   *     another request
   */
  public static JoinAnswer answered(JoinSecret secret, Sealed request, Sealed message) {
    if (!secret.isProven(message.proof(), ANSWERING, request.said(), message.said())) {
      throw unproven("the panel does not have the secret of the code: somebody stands in between");
    }
    Answered answered = Json.read(message.said(), Answered.class);
    try {
      Base64.Decoder base64 = Base64.getDecoder();
      return new JoinAnswer(
          answered.daemon(),
          answered.name(),
          answered.ticketKeys().stream().map(key -> TicketKey.decode(base64.decode(key))).toList(),
          identityKey(base64.decode(answered.panelKey())),
          certificate(answered.root()),
          answered.chain().stream().map(JoinMessages::certificate).toList());
    } catch (IllegalArgumentException e) {
      throw new SignalboxException(JoinError.BAD_CODE, "the panel's answer is unreadable", e);
    }
  }

  /**
   * Reads an identity key.
   *
   * @param encoded X.509
   * @throws IllegalArgumentException where it is no Ed25519 key
   */
  public static PublicKey identityKey(byte[] encoded) {
    try {
      return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("identity key: unreadable (expected: Ed25519)", e);
    }
  }

  /** Returns a certificate in base 64. */
  public static String text(X509Certificate certificate) {
    try {
      return text(certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException("certificate: does not encode", e);
    }
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws IllegalArgumentException where it is no certificate
   */
  public static X509Certificate certificate(String text) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(Base64.getDecoder().decode(text)));
    } catch (CertificateException e) {
      throw new IllegalArgumentException("certificate: unreadable", e);
    }
  }

  private static String text(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static SignalboxException unproven(String why) {
    return new SignalboxException(JoinError.BAD_CODE, why);
  }
}
