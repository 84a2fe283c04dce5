package dev.signalbox.api.diagnosis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/** Opens encrypted connections to one address, and tells why none comes about. */
final class TlsDoor {
  private static final int PEEKED = 256;

  private final ProbeTarget target;
  private final InetSocketAddress address;
  private final InstantSource clock;

  TlsDoor(ProbeTarget target, InetSocketAddress address, InstantSource clock) {
    this.target = requireNonNull(target, "target");
    this.address = requireNonNull(address, "address");
    this.clock = requireNonNull(clock, "clock");
  }

  /** Returns a socket that dials the address itself, whatever proxy this JVM is set to use. */
  static Socket socket() {
    return new Socket(Proxy.NO_PROXY);
  }

  /**
   * Shakes hands over a connected socket.
   *
   * @param into is told of the handshake and of the certificate
   * @throws IOException where there is no connection to go on with; it has been told then
   */
  SSLSocket first(Socket connected, WalkTime.Limit limit, Findings into) throws IOException {
    JudgingTrust trust = new JudgingTrust(new CertificateJudge(target, clock.instant()), into);
    try {
      SSLSocket tls = limit.run(connected, () -> shake(connected, trust));
      into.pass(Hop.TLS, "agreed on " + tls.getSession().getProtocol());
      return tls;
    } catch (IOException e) {
      connected.close();
      if (trust.protocol() != null) {
        into.pass(Hop.TLS, "agreed on " + trust.protocol() + ", up to the certificate");
      } else {
        explain(e, limit, into);
      }
      throw e;
    }
  }

  /** Opens another connection, under the same conditions. */
  SSLSocket again(Socket unconnected, WalkTime.Limit limit) throws IOException {
    unconnected.connect(address, (int) limit.left().toMillis());
    Findings same = new Findings(target.destination());
    return shake(
        unconnected, new JudgingTrust(new CertificateJudge(target, clock.instant()), same));
  }

  private SSLSocket shake(Socket connected, JudgingTrust trust) throws IOException {
    // A context of its own: a resumed session would let another server in unjudged.
    SSLContext context = context(trust);
    SSLSocket tls =
        (SSLSocket)
            context.getSocketFactory().createSocket(connected, target.host(), target.port(), true);
    SSLParameters parameters = tls.getSSLParameters();
    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    parameters.setApplicationProtocols(new String[] {"http/1.1"});
    if (!target.isLiteral()) {
      parameters.setServerNames(List.of(new SNIHostName(target.host().replaceFirst("\\.$", ""))));
    }
    tls.setSSLParameters(parameters);
    tls.startHandshake();
    return tls;
  }

  private static SSLContext context(JudgingTrust trust) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {trust}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has TLS", e);
    }
  }

  private void explain(IOException failure, WalkTime.Limit limit, Findings into) {
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    if (failure instanceof SocketTimeoutException) {
      into.fail(
          Hop.TLS,
          "the port takes connections and then says nothing for " + WalkTime.HOP.toSeconds() + " s",
          "Look what listens there: a forwarding whose target is away, or a server that waits for"
              + " another protocol. On its machine: ss -ltnp 'sport = :"
              + target.port()
              + "'");
    } else if (message.contains("protocol_version") || message.contains("protocol version")) {
      into.fail(
          Hop.TLS,
          "the server speaks neither TLS 1.3 nor TLS 1.2",
          "Switch TLS 1.2 and 1.3 on in the proxy that answers there (nginx: ssl_protocols TLSv1.2"
              + " TLSv1.3;). A daemon itself speaks both.");
    } else if (message.contains("alert")) {
      into.fail(
          Hop.TLS,
          "the server broke the handshake off: "
              + Words.quoted(message.replace("received fatal alert:", "")),
          message.contains("certificate")
              ? "Something in front asks for a client's certificate: let it not, on this address."
              : "Look into the log of what answers there; a proxy may lack a certificate for "
                  + target.host()
                  + ", or a common cipher.");
    } else {
      explainWhatSpeaksThere(failure, limit, into);
    }
  }

  private void explainWhatSpeaksThere(IOException failure, WalkTime.Limit limit, Findings into) {
    String said = peek(limit);
    if (said.startsWith("HTTP/")) {
      into.fail(
          Hop.TLS,
          "plain HTTP is spoken on this port, without encryption",
          "Give the port of the server that speaks HTTPS, or have TLS end in the proxy there (nginx:"
              + " listen "
              + target.port()
              + " ssl;).");
    } else if (!said.isEmpty()) {
      into.fail(
          Hop.TLS,
          "something else than TLS is spoken on this port: it says " + Words.quoted(said),
          "Give the port of the "
              + target.destination().word()
              + ". On its machine: ss -ltnp 'sport"
              + " = :"
              + target.port()
              + "'");
    } else {
      into.fail(
          Hop.TLS,
          failure instanceof SSLException
                  && String.valueOf(failure.getMessage()).contains("Unsupported")
              ? "something else than TLS is spoken on this port"
              : "the handshake ended early: " + Words.fault(failure),
          "Look what listens there, and whether a firewall in between cuts TLS off. On its machine:"
              + " ss -ltnp 'sport = :"
              + target.port()
              + "'");
    }
  }

  /**
   * Returns the beginning of what is said there to a plain HTTP request; empty where nothing is.
   */
  private String peek(WalkTime.Limit limit) {
    StringBuilder said = new StringBuilder();
    try (Socket plain = socket()) {
      limit.run(plain, () -> peek(plain, limit, said));
    } catch (IOException e) {
      // What came until then has to do.
    }
    return said.toString();
  }

  private boolean peek(Socket plain, WalkTime.Limit limit, StringBuilder said) throws IOException {
    plain.connect(address, (int) limit.left().toMillis());
    String question =
        "HEAD / HTTP/1.1\r\nHost: " + target.authority() + "\r\nConnection: close\r\n\r\n";
    plain.getOutputStream().write(question.getBytes(ISO_8859_1));
    int next = plain.getInputStream().read();
    while (next >= 0 && next != '\n' && said.length() < PEEKED) {
      said.append((char) next);
      next = plain.getInputStream().read();
    }
    return next == '\n';
  }
}
