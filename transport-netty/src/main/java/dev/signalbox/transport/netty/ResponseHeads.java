package dev.signalbox.transport.netty;

import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.ReasonPhrases;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
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

  private ResponseHeads() {}

  /**
   * Returns a head.
   *
   * @param framing the lines of the transport, each ended by CR LF
   */
  static ByteBuf head(ByteBufAllocator allocator, int status, HttpHeaders headers, String framing) {
    ByteBuf head = allocator.ioBuffer(512);
    ByteBufUtil.writeAscii(
        head,
        "HTTP/1.1 " + status + ' ' + ReasonPhrases.of(status).orElse("Status") + "\r\nDate: ");
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
