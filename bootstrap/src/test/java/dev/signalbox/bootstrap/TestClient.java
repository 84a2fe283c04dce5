package dev.signalbox.bootstrap;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * A program on the network: the JDK's client, which trusts the given authorities and nobody else,
 * and follows no redirect.
 */
final class TestClient {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final SSLContext tls;
  private final HttpClient http;

  private TestClient(SSLContext tls) {
    this.tls = tls;
    this.http =
        HttpClient.newBuilder()
            .sslContext(tls)
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
  }

  /** Returns a client that trusts the authorities in these PEM files. */
  static TestClient trusting(Path... authorityFiles) {
    try {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      for (Path file : authorityFiles) {
        try (InputStream pem = Files.newInputStream(file)) {
          Certificate root = CertificateFactory.getInstance("X.509").generateCertificate(pem);
          trusted.setCertificateEntry(file.toString(), root);
        }
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return new TestClient(context);
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    }
  }

  /** An answer with its whole body as text. */
  record Answer(int status, HttpHeaders headers, String body) {
    JsonObject json() {
      return JsonParser.parseString(body).getAsJsonObject();
    }

    /** The problem's code; empty where it is no problem. */
    String code() {
      return header("content-type").startsWith("application/problem+json")
          ? json().get("code").getAsString()
          : "";
    }

    String header(String name) {
      return headers.firstValue(name).orElse("");
    }

    @Override
    public String toString() {
      return status + " " + headers.map() + " " + body;
    }
  }

  Answer get(String url, Map<String, String> headers) {
    return send("GET", url, headers, null);
  }

  Answer send(String method, String url, Map<String, String> headers, @Nullable String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(PATIENCE)
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    if (body != null && !headers.containsKey("Content-Type")) {
      request.header("Content-Type", "application/json");
    }
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.headers(), response.body());
    } catch (IOException e) {
      throw new AssertionError(method + " " + url, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(method + " " + url, e);
    }
  }

  /** Returns the body as it comes; closing it breaks off. */
  InputStream stream(String url) {
    try {
      return http.send(
              HttpRequest.newBuilder(URI.create(url)).build(),
              HttpResponse.BodyHandlers.ofInputStream())
          .body();
    } catch (IOException e) {
      throw new AssertionError(url, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(url, e);
    }
  }

  /** Opens a console by whatever pass; fails with the handshake's exception where it is refused. */
  TestConsole console(String url, String pass, Map<String, String> headers) {
    return console(url, headers, List.of("signalbox.console.v1", "ticket." + pass));
  }

  /** Opens a WebSocket with exactly these subprotocols. */
  TestConsole console(String url, Map<String, String> headers, List<String> protocols) {
    TestConsole console = new TestConsole();
    java.net.http.WebSocket.Builder builder = http.newWebSocketBuilder().connectTimeout(PATIENCE);
    headers.forEach(builder::header);
    if (!protocols.isEmpty()) {
      builder.subprotocols(
          protocols.get(0), protocols.subList(1, protocols.size()).toArray(String[]::new));
    }
    console.opened(builder.buildAsync(URI.create(url), console).join());
    return console;
  }

  /** Says with which status a console is refused; 101 where it is opened, which closes it again. */
  int handshake(String url, Map<String, String> headers, List<String> protocols) {
    try (TestConsole opened = console(url, headers, protocols)) {
      return 101;
    } catch (CompletionException e) {
      if (e.getCause() instanceof WebSocketHandshakeException refused) {
        return refused.getResponse().statusCode();
      }
      throw e;
    }
  }

  /** Opens a connection with TLS, for whatever bytes. */
  Socket connect(int port) throws IOException {
    return tls.getSocketFactory().createSocket("127.0.0.1", port);
  }

  /** Sends bytes as they are over TLS and returns all that comes until the other side closes. */
  String raw(int port, String request) {
    try (SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket("127.0.0.1", port)) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      socket.getInputStream().transferTo(answer);
      return answer.toString(StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new AssertionError(request, e);
    }
  }
}
