package dev.signalbox.api.link.dial;

import dev.signalbox.api.link.dial.DialException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** Connects to a target, through a proxy where the system has one for it; blocks. */
final class Connector {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final SSLContext tls;
  private final @Nullable ProxySelector proxies;

  Connector(SSLContext tls, @Nullable ProxySelector proxies) {
    this.tls = tls;
    this.proxies = proxies;
  }

  /** Returns a TCP connection; tries each proxy, and each address of a name. */
  Socket connect(Target target, Attempt attempt) throws DialException {
    attempt.limit(PATIENCE);
    DialException failure = null;
    for (Proxy proxy : proxies(target)) {
      try {
        return proxy.type() == Proxy.Type.DIRECT
            ? direct(target, attempt)
            : through(proxy, target, attempt);
      } catch (DialException e) {
        attempt.check();
        failure = e;
      }
    }
    throw failure != null ? failure : new DialException(Kind.OTHER, "no proxy leads there");
  }

  private List<Proxy> proxies(Target target) {
    List<Proxy> chosen = proxies == null ? null : proxies.select(target.proxied());
    return chosen == null || chosen.isEmpty() ? List.of(Proxy.NO_PROXY) : chosen;
  }

  private static Socket direct(Target target, Attempt attempt) throws DialException {
    List<InetAddress> addresses;
    try {
      addresses = new ArrayList<>(List.of(InetAddress.getAllByName(target.host())));
    } catch (UnknownHostException e) {
      throw new DialException(Kind.NAME, target.host() + ": no address is known for this name", e);
    }
    DialException failure = null;
    for (int i = 0; i < addresses.size(); i++) {
      // What comes first must not take all the time, lest the others get none.
      int millis = Math.max(1, attempt.millisLeft() / (addresses.size() - i));
      SocketAddress address = new InetSocketAddress(addresses.get(i), target.port());
      try {
        return open(new Socket(Proxy.NO_PROXY), address, millis, target.address(), attempt);
      } catch (DialException e) {
        attempt.check();
        failure = e;
      }
    }
    throw failure != null ? failure : new DialException(Kind.NAME, target.host() + ": no address");
  }

  private static Socket through(Proxy proxy, Target target, Attempt attempt) throws DialException {
    // The proxy looks the name up: this machine may not be able to.
    SocketAddress address = InetSocketAddress.createUnresolved(target.host(), target.port());
    String words = target.address() + " through the proxy " + proxy.address();
    return open(new Socket(proxy), address, attempt.millisLeft(), words, attempt);
  }

  private static Socket open(
      Socket socket, SocketAddress address, int millis, String words, Attempt attempt)
      throws DialException {
    try {
      attempt.use(socket);
      socket.connect(address, millis);
      socket.setTcpNoDelay(true);
      socket.setKeepAlive(true);
      return socket;
    } catch (SocketTimeoutException e) {
      Attempt.close(socket);
      throw new DialException(Kind.TIMEOUT, words + ": no answer within 10 s", e);
    } catch (IOException e) {
      Attempt.close(socket);
      attempt.check();
      throw new DialException(Kind.TCP, words + ": " + lowered(e), e);
    } catch (DialException e) {
      Attempt.close(socket);
      throw e;
    }
  }

  /** Returns a connection with TLS over that one; the certificate is checked for the host. */
  Socket secure(Socket plain, Target target, Attempt attempt) throws DialException {
    try {
      SSLSocket socket =
          (SSLSocket)
              tls.getSocketFactory().createSocket(plain, target.host(), target.port(), true);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.setSoTimeout(attempt.millisLeft());
      socket.startHandshake();
      return socket;
    } catch (SocketTimeoutException e) {
      throw new DialException(Kind.TIMEOUT, target.address() + ": no answer to TLS within 10 s", e);
    } catch (IOException e) {
      attempt.check();
      throw new DialException(Kind.TLS, target.address() + ": " + inWords(e), e);
    }
  }

  private static String inWords(IOException failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    if (root instanceof CertPathBuilderException) {
      return "the certificate was not issued by an authority that is trusted here";
    }
    if (root instanceof CertificateExpiredException) {
      return "the certificate has expired, or this machine's clock is wrong";
    }
    if (root instanceof CertificateNotYetValidException) {
      return "the certificate is not valid yet, or this machine's clock is wrong";
    }
    return "TLS failed: " + root.getMessage();
  }

  private static String lowered(IOException failure) {
    String message = String.valueOf(failure.getMessage());
    return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
  }
}
