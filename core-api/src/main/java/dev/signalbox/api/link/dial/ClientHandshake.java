package dev.signalbox.api.link.dial;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.json.Json;
import dev.signalbox.api.link.dial.DialException.Kind;
import dev.signalbox.api.transport.wire.WebSocketHandshake;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The client's side of the opening handshake (RFC 6455 section 4.1); blocks. */
final class ClientHandshake {
  private static final int MOST_HEAD_BYTES = 32 * 1024;
  private static final int MOST_PROBLEM_BYTES = 16 * 1024;
  private static final int MOST_WORDS = 200;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Target target;
  private final String subprotocol;
  private final HttpHeaders headers;
  private final String key;

  ClientHandshake(Target target, String subprotocol, HttpHeaders headers) {
    this.target = target;
    this.subprotocol = subprotocol;
    this.headers = headers;
    byte[] nonce = new byte[16];
    RANDOM.nextBytes(nonce);
    key = Base64.getEncoder().encodeToString(nonce);
  }

  /** Shakes hands; takes no byte that is behind the answer's head. */
  void shake(Socket socket, Attempt attempt) throws DialException {
    try {
      socket.setSoTimeout(attempt.millisLeft());
      socket.getOutputStream().write(request().getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
      check(socket.getInputStream());
      socket.setSoTimeout(0);
    } catch (SocketTimeoutException e) {
      throw new DialException(Kind.TIMEOUT, target.address() + ": no answer within 10 s", e);
    } catch (EOFException e) {
      attempt.check();
      throw new DialException(Kind.HTTP, target.address() + ": closed without an answer", e);
    } catch (IOException e) {
      attempt.check();
      throw new DialException(Kind.TCP, target.address() + ": " + e.getMessage(), e);
    }
  }

  private String request() {
    HttpHeaders all =
        headers
            .with("Host", target.authority())
            .with("Upgrade", "websocket")
            .with("Connection", "Upgrade")
            .with("Sec-WebSocket-Version", "13")
            .with("Sec-WebSocket-Key", key);
    if (!subprotocol.isEmpty()) {
      all = all.with("Sec-WebSocket-Protocol", subprotocol);
    }
    StringBuilder text = new StringBuilder(512);
    text.append("GET ").append(target.resource()).append(" HTTP/1.1\r\n");
    all.forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
    return text.append("\r\n").toString();
  }

  private void check(InputStream in) throws IOException, DialException {
    String[] lines = head(in).split("\r?\n");
    String[] words = lines[0].split(" ", 3);
    if (words.length < 2 || !words[0].startsWith("HTTP/1.") || !words[1].matches("[1-5][0-9]{2}")) {
      throw odd("what answers is no HTTP server");
    }
    int status = Integer.parseInt(words[1]);
    HttpHeaders fields = fields(lines);
    if (status != 101) {
      throw refused(status, fields, in);
    }
    if (!fields.hasMember("Upgrade", "websocket")
        || !fields.hasMember("Connection", "Upgrade")
        || !fields.all("Sec-WebSocket-Accept").equals(List.of(WebSocketHandshake.answer(key)))
        || fields.contains("Sec-WebSocket-Extensions")) {
      throw odd("the answer to the WebSocket handshake is malformed");
    }
    if (!fields.first("Sec-WebSocket-Protocol").orElse("").equals(subprotocol)) {
      throw odd("the other side does not speak " + subprotocol);
    }
  }

  private DialException odd(String what) {
    return new DialException(Kind.HTTP, target.address() + ": " + what);
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder(512);
    while (head.length() < 4 || !endsWith(head, "\r\n\r\n")) {
      int next = in.read();
      if (next < 0 || head.length() >= MOST_HEAD_BYTES) {
        throw new EOFException("no head");
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static boolean endsWith(StringBuilder text, String end) {
    return text.indexOf(end, text.length() - end.length()) >= 0;
  }

  private HttpHeaders fields(String[] lines) throws DialException {
    List<HttpHeaders.Field> fields = new ArrayList<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      try {
        fields.add(
            new HttpHeaders.Field(
                lines[i].substring(0, Math.max(colon, 0)), lines[i].substring(colon + 1).strip()));
      } catch (IllegalArgumentException e) {
        throw odd("the answer has a malformed header field");
      }
    }
    return HttpHeaders.of(fields);
  }

  private DialException refused(int status, HttpHeaders fields, InputStream in) throws IOException {
    JsonObject problem = problem(fields, in);
    String code = member(problem, "code");
    String detail = member(problem, "detail");
    String message = target.address() + ": answered " + status;
    if (code != null) {
      message += " " + code;
    }
    if (detail != null) {
      message += ": " + detail;
    }
    return DialException.answered(message, status, code);
  }

  private static @Nullable JsonObject problem(HttpHeaders fields, InputStream in)
      throws IOException {
    String length = fields.first("Content-Length").orElse("");
    boolean json = fields.first("Content-Type").orElse("").startsWith("application/problem+json");
    if (!json || !length.matches("[0-9]{1,5}") || Integer.parseInt(length) > MOST_PROBLEM_BYTES) {
      return null;
    }
    try {
      return Json.parse(in.readNBytes(Integer.parseInt(length))) instanceof JsonObject object
          ? object
          : null;
    } catch (SignalboxException e) {
      return null;
    }
  }

  /** Returns a member's text, made fit for a log; null where there is none. */
  private static @Nullable String member(@Nullable JsonObject object, String name) {
    if (object == null || !(object.get(name) instanceof JsonPrimitive value) || !value.isString()) {
      return null;
    }
    String text = value.getAsString().replaceAll("\\p{Cntrl}", " ");
    return text.length() <= MOST_WORDS ? text : text.substring(0, MOST_WORDS);
  }
}
