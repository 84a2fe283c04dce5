package dev.signalbox.api.transport.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;

import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.ReasonPhrases;
import dev.signalbox.api.routing.HttpDate;
import dev.signalbox.api.transport.RequestHead;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * The head of a response as it is sent: the handler's fields, and those by which the transport says
 * where the body ends and whether the connection stays (RFC 9112 sections 6 and 9).
 *
 * @param status 100 to 599
 * @param fields all fields but {@code Date}
 * @param framing how the bytes behind the head end
 */
public record ResponseHead(int status, HttpHeaders fields, Framing framing) {
  /** What follows a head. */
  public enum Framing {
    /** Nothing: the method or the status allows no body. */
    NONE,
    /** As many bytes as {@code Content-Length} says. */
    LENGTH,
    /** Chunks. */
    CHUNKS,
    /** Bytes up to the end of the connection: the client knows no chunks. */
    CLOSE
  }

  /** {@code 100 Continue}, which goes before the response. */
  public static final ResponseHead CONTINUE =
      new ResponseHead(100, HttpHeaders.empty(), Framing.NONE);

  /** What the transport sets itself. */
  private static final Set<String> OURS =
      caseless("Content-Length", "Transfer-Encoding", "Connection", "Date", "Keep-Alive");

  private static final HttpHeaders.Field CHUNKED =
      new HttpHeaders.Field("Transfer-Encoding", "chunked");
  private static final HttpHeaders.Field CLOSING = new HttpHeaders.Field("Connection", "close");

  public ResponseHead {
    requireNonNull(fields, "fields");
    requireNonNull(framing, "framing");
  }

  /** Returns the head of a response behind which the connection stays. */
  public static ResponseHead of(HttpResponse response, RequestHead request) {
    return of(response, request, new ArrayList<>());
  }

  /** Returns the head of the last response of its connection. */
  public static ResponseHead last(HttpResponse response, RequestHead request) {
    List<HttpHeaders.Field> fields = new ArrayList<>();
    fields.add(CLOSING);
    return of(response, request, fields);
  }

  private static ResponseHead of(
      HttpResponse response, RequestHead request, List<HttpHeaders.Field> fields) {
    addWithoutFraming(response.headers(), fields);
    if (!response.allowsBody()) {
      return new ResponseHead(response.status(), HttpHeaders.of(fields), Framing.NONE);
    }
    OptionalLong length = response.body().length();
    Framing framing = Framing.CLOSE;
    if (length.isPresent()) {
      fields.add(new HttpHeaders.Field("Content-Length", Long.toString(length.getAsLong())));
      framing = Framing.LENGTH;
    } else if (request.http11()) {
      fields.add(CHUNKED);
      framing = Framing.CHUNKS;
    }
    return new ResponseHead(
        response.status(),
        HttpHeaders.of(fields),
        request.method().equals("HEAD") ? Framing.NONE : framing);
  }

  /** Returns a response without a body, the last of its connection, to what was no request. */
  public static ResponseHead bare(int status) {
    return new ResponseHead(
        status, HttpHeaders.of("Content-Length", "0", "Connection", "close"), Framing.LENGTH);
  }

  static HttpHeaders withoutFraming(HttpHeaders headers) {
    List<HttpHeaders.Field> fields = new ArrayList<>();
    addWithoutFraming(headers, fields);
    return HttpHeaders.of(fields);
  }

  private static void addWithoutFraming(HttpHeaders headers, List<HttpHeaders.Field> target) {
    for (HttpHeaders.Field field : headers.fields()) {
      if (!OURS.contains(field.name())) {
        target.add(field);
      }
    }
  }

  private static Set<String> caseless(String... names) {
    Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    set.addAll(List.of(names));
    return Collections.unmodifiableSet(set);
  }

  /** Returns the head's bytes up to and with the empty line; {@code Date} is now. */
  public byte[] bytes() {
    StringBuilder text = new StringBuilder(320);
    text.append("HTTP/1.1 ").append(status).append(' ');
    text.append(ReasonPhrases.of(status).orElse("Status")).append("\r\n");
    if (status >= 200) {
      text.append("Date: ").append(HttpDate.format(Instant.now())).append("\r\n");
    }
    for (HttpHeaders.Field field : fields.fields()) {
      text.append(field.name()).append(": ").append(field.value()).append("\r\n");
    }
    return text.append("\r\n").toString().getBytes(ISO_8859_1);
  }
}
