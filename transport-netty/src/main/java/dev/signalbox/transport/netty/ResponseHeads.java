package dev.signalbox.transport.netty;

import dev.signalbox.api.http.HttpHeaders;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Writes status lines and header fields. */
final class ResponseHeads {
  /** What the transport sets itself (RFC 9112 sections 6 and 9). */
  private static final Set<String> OURS =
      caseless("Content-Length", "Transfer-Encoding", "Connection", "Date", "Keep-Alive");

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final Map<Integer, String> REASONS =
      Map.ofEntries(
          Map.entry(101, "Switching Protocols"),
          Map.entry(200, "OK"),
          Map.entry(201, "Created"),
          Map.entry(202, "Accepted"),
          Map.entry(204, "No Content"),
          Map.entry(206, "Partial Content"),
          Map.entry(301, "Moved Permanently"),
          Map.entry(302, "Found"),
          Map.entry(303, "See Other"),
          Map.entry(304, "Not Modified"),
          Map.entry(307, "Temporary Redirect"),
          Map.entry(308, "Permanent Redirect"),
          Map.entry(400, "Bad Request"),
          Map.entry(401, "Unauthorized"),
          Map.entry(403, "Forbidden"),
          Map.entry(404, "Not Found"),
          Map.entry(405, "Method Not Allowed"),
          Map.entry(408, "Request Timeout"),
          Map.entry(409, "Conflict"),
          Map.entry(412, "Precondition Failed"),
          Map.entry(413, "Content Too Large"),
          Map.entry(415, "Unsupported Media Type"),
          Map.entry(416, "Range Not Satisfiable"),
          Map.entry(421, "Misdirected Request"),
          Map.entry(426, "Upgrade Required"),
          Map.entry(429, "Too Many Requests"),
          Map.entry(431, "Request Header Fields Too Large"),
          Map.entry(500, "Internal Server Error"),
          Map.entry(502, "Bad Gateway"),
          Map.entry(503, "Service Unavailable"),
          Map.entry(504, "Gateway Timeout"),
          Map.entry(507, "Insufficient Storage"));

  private ResponseHeads() {}

  /**
   * Returns a head.
   *
   * @param framing the lines of the transport, each ended by CR LF
   */
  static ByteBuf head(ByteBufAllocator allocator, int status, HttpHeaders headers, String framing) {
    ByteBuf head = allocator.ioBuffer(512);
    ByteBufUtil.writeAscii(
        head, "HTTP/1.1 " + status + ' ' + REASONS.getOrDefault(status, "Status") + "\r\nDate: ");
    ByteBufUtil.writeAscii(head, DATE.format(Instant.now()));
    ByteBufUtil.writeAscii(head, "\r\n");
    for (HttpHeaders.Field field : headers.fields()) {
      if (!OURS.contains(field.name())) {
        ByteBufUtil.writeAscii(head, field.name());
        head.writeByte(':').writeByte(' ');
        writeLatin1(head, field.value());
        head.writeByte('\r').writeByte('\n');
      }
    }
    ByteBufUtil.writeAscii(head, framing);
    return head.writeByte('\r').writeByte('\n');
  }

  /** Returns a whole response without a body, the last of its connection. */
  static ByteBuf bare(ByteBufAllocator allocator, int status) {
    return head(
        allocator, status, HttpHeaders.empty(), "Content-Length: 0\r\nConnection: close\r\n");
  }

  private static void writeLatin1(ByteBuf target, String value) {
    for (int i = 0; i < value.length(); i++) {
      target.writeByte(value.charAt(i));
    }
  }

  private static Set<String> caseless(String... names) {
    Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    set.addAll(Set.of(names));
    return set;
  }
}
