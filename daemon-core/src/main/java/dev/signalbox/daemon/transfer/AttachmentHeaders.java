package dev.signalbox.daemon.transfer;

import dev.signalbox.api.http.HttpHeaders;
import java.nio.charset.StandardCharsets;

/** Says of content that it is to be saved and never to be run or shown (RFC 6266, RFC 8187). */
final class AttachmentHeaders {
  private static final String ATTR_CHARS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$&+-.^_`|~";
  private static final String HEX = "0123456789ABCDEF";

  private AttachmentHeaders() {}

  static HttpHeaders of(String fileName) {
    return HttpHeaders.of(
        "Content-Type",
        "application/octet-stream",
        "Content-Disposition",
        "attachment; filename*=UTF-8''" + encoded(fileName),
        "X-Content-Type-Options",
        "nosniff",
        "Content-Security-Policy",
        "sandbox; default-src 'none'",
        "Cache-Control",
        "private, no-cache");
  }

  private static String encoded(String name) {
    StringBuilder encoded = new StringBuilder(name.length() + 16);
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (ATTR_CHARS.indexOf(c) >= 0) {
        encoded.append(c);
      } else {
        encoded.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
      }
    }
    return encoded.toString();
  }
}
