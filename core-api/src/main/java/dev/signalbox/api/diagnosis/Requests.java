package dev.signalbox.api.diagnosis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;

import dev.signalbox.api.http.HttpHeaders;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.security.SecureRandom;
import java.util.Base64;
import javax.net.ssl.SSLSocket;

/** Asks the server at the end of a way; nothing that is asked holds a secret. */
final class Requests {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final ProbeTarget target;
  private final TlsDoor door;
  private final WalkTime time;

  Requests(ProbeTarget target, TlsDoor door, WalkTime time) {
    this.target = requireNonNull(target, "target");
    this.door = requireNonNull(door, "door");
    this.time = requireNonNull(time, "time");
  }

  /** Asks over a connection that is open already, and closes it. */
  HttpAnswer greet(SSLSocket open) throws IOException {
    try (open) {
      return time.hop()
          .run(open, () -> ask(open, "GET", target.destination().path(), HttpHeaders.empty()));
    }
  }

  /** Asks to open a WebSocket, and hangs up whatever comes. */
  HttpAnswer upgrade() throws IOException {
    byte[] key = new byte[16];
    RANDOM.nextBytes(key);
    HttpHeaders fields =
        HttpHeaders.of(
            "Upgrade",
            "websocket",
            "Sec-WebSocket-Version",
            "13",
            "Sec-WebSocket-Key",
            Base64.getEncoder().encodeToString(key),
            "Sec-WebSocket-Protocol",
            target.destination().subprotocol());
    String origin = target.origin();
    return anew(
        "GET",
        target.destination().socketPath(),
        origin == null ? fields : fields.with("Origin", origin));
  }

  /** Asks, as a browser does before it writes a file, whether it may. */
  HttpAnswer preflight(String origin) throws IOException {
    return anew(
        "OPTIONS",
        "/v1/instances/diagnosis/files/content",
        HttpHeaders.of(
            "Origin", origin,
            "Access-Control-Request-Method", "PUT",
            "Access-Control-Request-Headers", "authorization,content-type"));
  }

  private HttpAnswer anew(String method, String path, HttpHeaders fields) throws IOException {
    WalkTime.Limit limit = time.hop();
    try (Socket raw = TlsDoor.socket()) {
      return limit.run(
          raw,
          () -> {
            try (SSLSocket tls = door.again(raw, limit)) {
              return ask(tls, method, path, fields);
            }
          });
    }
  }

  private HttpAnswer ask(SSLSocket tls, String method, String path, HttpHeaders fields)
      throws IOException {
    HttpHeaders whole =
        HttpHeaders.of(
            "Host",
            target.authority(),
            "Connection",
            fields.contains("Upgrade") ? "Upgrade" : "close",
            "User-Agent",
            "signalbox-diagnosis");
    StringBuilder head = new StringBuilder(method + " " + target.path(path) + " HTTP/1.1\r\n");
    whole.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    fields.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    OutputStream out = tls.getOutputStream();
    out.write(head.append("\r\n").toString().getBytes(ISO_8859_1));
    out.flush();
    return HttpAnswer.read(tls.getInputStream());
  }
}
