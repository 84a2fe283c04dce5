package dev.signalbox.daemon.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.json.Json;
import dev.signalbox.api.link.JoinAnswer;
import dev.signalbox.api.link.JoinError;
import dev.signalbox.api.link.control.LinkHello;
import dev.signalbox.api.link.join.JoinMessages;
import dev.signalbox.api.link.join.JoinSecret;
import dev.signalbox.daemon.identity.DaemonIdentity;
import dev.signalbox.daemon.identity.JoinedPanel;
import dev.signalbox.daemon.identity.PanelWay;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLException;

/** Joins a panel over HTTPS by a code. */
final class JoinClient {
  private static final String PATH = "/link/v1/join";
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final DaemonIdentity identity;
  private final String version;

  JoinClient(DaemonIdentity identity, String version) {
    this.identity = requireNonNull(identity, "identity");
    this.version = requireNonNull(version, "version");
  }

  /** Reads a code, which must be one. */
  static JoinSecret secret(String code) {
    return JoinSecret.parse(code)
        .orElseThrow(
            () ->
                new SignalboxException(
                    JoinError.BAD_CODE,
                    "code: unreadable (expected: what the panel has shown, whole)"));
  }

  /** Returns the daemon's message to a panel, for joining or pairing. */
  JoinMessages.Sealed ask(JoinSecret secret, List<URI> addresses) {
    return JoinMessages.ask(
        secret,
        new JoinMessages.Asked(
            Base64.getEncoder().encodeToString(identity.identityKey().getEncoded()),
            Base64.getEncoder().encodeToString(identity.certificateRequest()),
            LinkHello.newNonce(),
            version,
            addresses));
  }

  /**
   * Joins, and remembers the panel.
   *
   * @throws SignalboxException {@code join.bad-code}, {@code join.unreachable}, {@code
   *     join.other-panel}
   */
  JoinedPanel join(URI panel, String code, List<URI> addresses) {
    JoinSecret secret = secret(code);
    JoinMessages.Sealed request = ask(secret, addresses);
    JoinMessages.Sealed answer = send(panel, secret, request);
    JoinAnswer joined = JoinMessages.answered(secret, request, answer);
    return identity.join(joined, PanelWay.dial(base(panel), secret.trust()));
  }

  private static JoinMessages.Sealed send(
      URI panel, JoinSecret secret, JoinMessages.Sealed request) {
    HttpClient client =
        HttpClient.newBuilder()
            .sslContext(secret.trust().context(secret.fingerprint()))
            .connectTimeout(PATIENCE)
            .proxy(ProxySelector.getDefault())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    try {
      HttpResponse<byte[]> response =
          client.send(
              HttpRequest.newBuilder(URI.create(base(panel) + PATH))
                  .timeout(PATIENCE)
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(Json.write(request)))
                  .build(),
              HttpResponse.BodyHandlers.ofByteArray());
      if (response.statusCode() != 200) {
        throw refused(panel, response);
      }
      return Json.read(response.body(), JoinMessages.Sealed.class);
    } catch (SSLException e) {
      throw new SignalboxException(
          JoinError.UNREACHABLE,
          panel
              + " does not prove that it is the panel that made the code: "
              + words(e)
              + ". Compare the address; somebody may stand in between",
          e);
    } catch (IOException e) {
      throw new SignalboxException(
          JoinError.UNREACHABLE, panel + " cannot be reached: " + words(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SignalboxException(JoinError.UNREACHABLE, "joining was broken off", e);
    }
  }

  private static SignalboxException refused(URI panel, HttpResponse<byte[]> response) {
    String body = new String(response.body(), UTF_8);
    try {
      Problem problem = Problem.read(body);
      return new SignalboxException(
          problem.code().equals(JoinError.BAD_CODE.id())
              ? JoinError.BAD_CODE
              : JoinError.UNREACHABLE,
          problem.detail());
    } catch (SignalboxException e) {
      return new SignalboxException(
          JoinError.UNREACHABLE,
          panel
              + " answered with "
              + response.statusCode()
              + " and not as a panel does; is that its address, and does a proxy pass /link/v1 on?");
    }
  }

  /** Returns the panel's address without a final slash. */
  private static URI base(URI panel) {
    return URI.create(panel.toString().replaceFirst("/+$", ""));
  }

  private static String words(Throwable failure) {
    Throwable deepest = failure;
    while (deepest.getCause() != null && deepest.getCause().getMessage() != null) {
      deepest = deepest.getCause();
    }
    String message = deepest.getMessage();
    return message == null ? "nobody answers at that address and port" : message;
  }
}
