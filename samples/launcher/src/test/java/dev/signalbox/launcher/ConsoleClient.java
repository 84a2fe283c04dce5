package dev.signalbox.launcher;

import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The JDK's WebSocket client on a console. */
final class ConsoleClient implements WebSocket.Listener, AutoCloseable {
  private final List<JsonObject> texts = new CopyOnWriteArrayList<>();
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final OutputStream copy;
  private final StringBuilder part = new StringBuilder();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final WebSocket socket;

  private ConsoleClient(Path authority, String url, String ticket, OutputStream copy)
      throws Exception {
    this.copy = copy;
    this.socket =
        client(authority)
            .newWebSocketBuilder()
            .subprotocols("signalbox.console.v1", "ticket." + ticket)
            .connectTimeout(Duration.ofSeconds(20))
            .buildAsync(URI.create(url), this)
            .join();
  }

  /** Opens a console; fails where it is refused. */
  static ConsoleClient open(Path authority, String url, String ticket) throws Exception {
    return printing(authority, url, ticket, OutputStream.nullOutputStream());
  }

  /** The same, writing each byte to a stream too as it comes. */
  static ConsoleClient printing(Path authority, String url, String ticket, OutputStream copy)
      throws Exception {
    return new ConsoleClient(authority, url, ticket, copy);
  }

  static HttpClient client(Path authority) throws Exception {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = Files.newInputStream(authority)) {
      store.setCertificateEntry(
          "authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return HttpClient.newBuilder().sslContext(context).build();
  }

  String subprotocol() {
    return socket.getSubprotocol();
  }

  JsonObject hello() {
    await().atMost(Duration.ofSeconds(20)).until(() -> !texts.isEmpty());
    return texts.get(0);
  }

  List<JsonObject> texts() {
    return texts;
  }

  synchronized byte[] bytes() {
    return output.toByteArray();
  }

  String output() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  void awaitOutput(String text) {
    await().atMost(Duration.ofSeconds(20)).until(() -> output().contains(text));
  }

  void type(String line) {
    JsonObject input = new JsonObject();
    input.addProperty("type", "input");
    input.addProperty("data", line);
    socket.sendText(input.toString(), true).join();
  }

  CompletableFuture<Integer> closed() {
    return closed;
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    part.append(data);
    if (last) {
      texts.add(JsonParser.parseString(part.toString()).getAsJsonObject());
      part.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public synchronized CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    output.writeBytes(bytes);
    print(bytes);
    from.request(1);
    return null;
  }

  private void print(byte[] bytes) {
    try {
      copy.write(bytes);
      copy.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable failure) {
    closed.complete(1006);
  }

  @Override
  public void close() {
    socket.abort();
  }
}
