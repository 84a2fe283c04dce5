package dev.signalbox.api.diagnosis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.signalbox.api.http.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a stranger answered to a request; at most so much of it that it does no harm. */
record HttpAnswer(int status, HttpHeaders headers, String body) {
  private static final int MOST_HEAD = 16 * 1024;
  private static final int MOST_BODY = 4 * 1024;
  private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-5]\\d\\d)( .*)?");
  private static final Pattern CODE = Pattern.compile("\"code\"\\s*:\\s*\"([a-z-]+\\.[a-z-]+)\"");
  private static final String LAST_CHUNK = "0\r\n\r\n";

  /** What came is no HTTP. */
  static final class NoHttpException extends IOException {
    private static final long serialVersionUID = 1L;

    NoHttpException(String message) {
      super(message);
    }
  }

  /**
   * Reads an answer and leaves the rest.
   *
   * @throws NoHttpException where it is none
   */
  static HttpAnswer read(InputStream in) throws IOException {
    HttpAnswer head = head(in);
    while (head.status < 200 && head.status != 101) {
      head = head(in);
    }
    return head.status == 101 ? head : new HttpAnswer(head.status, head.headers, body(in, head));
  }

  /** Returns the code of one of our problems; empty where it is none. */
  Optional<String> problem() {
    boolean isProblem =
        headers
            .first("Content-Type")
            .filter(type -> type.startsWith("application/problem+json"))
            .isPresent();
    Matcher code = CODE.matcher(body);
    return isProblem && code.find() ? Optional.of(code.group(1)) : Optional.empty();
  }

  /** Returns the status and who says so, such as {@code 502 of “nginx”}. */
  String inShort() {
    return status + headers.first("Server").map(server -> " of " + Words.quoted(server)).orElse("");
  }

  private static HttpAnswer head(InputStream in) throws IOException {
    List<String> lines = new ArrayList<>();
    int left = MOST_HEAD;
    for (String line = line(in, left); !line.isEmpty(); line = line(in, left)) {
      left -= line.length();
      lines.add(line);
    }
    Matcher first = STATUS_LINE.matcher(lines.isEmpty() ? "" : lines.get(0));
    if (!first.matches()) {
      throw new NoHttpException(
          "it begins with " + Words.quoted(lines.isEmpty() ? "" : lines.get(0)));
    }
    return new HttpAnswer(
        Integer.parseInt(first.group(1)), headers(lines.subList(1, lines.size())), "");
  }

  private static HttpHeaders headers(List<String> lines) throws NoHttpException {
    List<HttpHeaders.Field> fields = new ArrayList<>();
    try {
      for (String line : lines) {
        int colon = line.indexOf(':');
        fields.add(
            new HttpHeaders.Field(
                line.substring(0, Math.max(colon, 0)), line.substring(colon + 1).strip()));
      }
    } catch (IllegalArgumentException e) {
      throw new NoHttpException("a header field of it is malformed");
    }
    return HttpHeaders.of(fields);
  }

  private static String line(InputStream in, int most) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0 || line.size() >= most) {
        throw new NoHttpException("it begins with " + Words.quoted(line.toString(ISO_8859_1)));
      }
      line.write(next);
    }
    String text = line.toString(ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  /** Reads what is there of a body; one that breaks off is as good as one that ends. */
  private static String body(InputStream in, HttpAnswer head) {
    int most =
        head.headers
            .first("Content-Length")
            .filter(length -> length.matches("\\d{1,9}"))
            .map(length -> Math.min(MOST_BODY, Integer.parseInt(length)))
            .orElse(head.status == 204 || head.status == 304 ? 0 : MOST_BODY);
    boolean chunked = head.headers.hasMember("Transfer-Encoding", "chunked");
    StringBuilder body = new StringBuilder();
    try {
      while (body.length() < most && !(chunked && body.toString().endsWith(LAST_CHUNK))) {
        byte[] some = new byte[most - body.length()];
        int count = in.read(some);
        if (count < 0) {
          break;
        }
        body.append(new String(some, 0, count, ISO_8859_1));
      }
    } catch (IOException e) {
      // The head has told what is to be known.
    }
    return body.toString();
  }
}
