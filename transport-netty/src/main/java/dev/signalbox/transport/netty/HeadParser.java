package dev.signalbox.transport.netty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.signalbox.api.error.RequestError;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.transport.HttpLimits;
import dev.signalbox.api.transport.RequestHead;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads request heads (RFC 9112 sections 2 to 5), strictly: lines end in CR LF, nothing is folded,
 * nothing is repaired.
 *
 * <p>It takes bytes only up to the end of one head, so that what is behind stays unread until its
 * turn; that is what bounds the memory of a client that pipelines, and the reason for not using an
 * engine's decoder, which parses ahead.
 */
final class HeadParser {
  private static final byte[] NONE = new byte[0];

  /** What a request line holds besides the target. */
  private static final int LINE_SLACK = 64;

  private final HttpLimits limits;
  private byte[] line = NONE;
  private int lineLength;
  private int headerBytes;
  private @Nullable String requestLine;
  private List<HttpHeaders.Field> fields = new ArrayList<>();

  HeadParser(HttpLimits limits) {
    this.limits = limits;
  }

  /** Says whether part of a head was taken. */
  boolean hasBegun() {
    return lineLength > 0 || headerBytes > 0 || requestLine != null;
  }

  /**
   * Takes bytes from the buffer, at most to the end of the head.
   *
   * @return the head, or null where more bytes are needed
   * @throws SignalboxException {@code request.bad-head} or {@code request.head-too-large}
   */
  @Nullable RequestHead parse(ByteBuf buffer) {
    while (buffer.isReadable()) {
      if (!readLine(buffer)) {
        return null;
      }
      if (lineLength > 0) {
        takeLine(new String(line, 0, lineLength, ISO_8859_1));
      } else if (requestLine != null) {
        return finish(requestLine);
      }
      lineLength = 0;
    }
    return null;
  }

  /** Takes bytes up to a line's end, which is left out. */
  private boolean readLine(ByteBuf buffer) {
    int toLineFeed = buffer.bytesBefore((byte) '\n');
    int count = toLineFeed < 0 ? buffer.readableBytes() : toLineFeed + 1;
    headerBytes += count;
    // An empty line before the request counts as well, and ends in 431 if there is no end of them.
    int limit =
        requestLine == null ? limits.maxTargetBytes() + LINE_SLACK : limits.maxHeaderBytes();
    if (headerBytes > limit) {
      throw new SignalboxException(
          RequestError.HEAD_TOO_LARGE,
          requestLine == null
              ? "request line (expected: a target of at most " + limits.maxTargetBytes() + " bytes)"
              : "header fields (expected: at most " + limit + " bytes)");
    }
    if (lineLength + count > line.length) {
      line = Arrays.copyOf(line, Math.max(256, 2 * (lineLength + count)));
    }
    buffer.readBytes(line, lineLength, count);
    lineLength += count;
    if (toLineFeed < 0) {
      return false;
    }
    if (lineLength < 2 || line[lineLength - 2] != '\r') {
      throw bad("line (expected: CR LF at its end)");
    }
    lineLength -= 2;
    return true;
  }

  private void takeLine(String text) {
    if (requestLine == null) {
      requestLine = text;
      headerBytes = 0;
      return;
    }
    if (text.charAt(0) == ' ' || text.charAt(0) == '\t') {
      throw bad("header field (expected: one line)");
    }
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw bad("header field (expected: a colon)");
    }
    try {
      fields.add(new HttpHeaders.Field(text.substring(0, colon), trim(text, colon + 1)));
    } catch (IllegalArgumentException e) {
      throw new SignalboxException(
          RequestError.BAD_HEAD, "header field (expected: name: value)", e);
    }
  }

  /** Takes away blanks and tabs only: other white space is not white in a field. */
  private static String trim(String text, int from) {
    int start = from;
    int end = text.length();
    while (start < end && isBlank(text.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private RequestHead finish(String text) {
    int first = text.indexOf(' ');
    int second = text.indexOf(' ', first + 1);
    if (first < 0 || second < 0) {
      throw bad("request line (expected: method target version)");
    }
    String target = text.substring(first + 1, second);
    if (target.length() > limits.maxTargetBytes()) {
      throw new SignalboxException(
          RequestError.HEAD_TOO_LARGE,
          "target (expected: at most " + limits.maxTargetBytes() + " bytes)");
    }
    HttpHeaders headers = HttpHeaders.of(fields);
    reset();
    return RequestHead.of(text.substring(0, first), target, text.substring(second + 1), headers);
  }

  private void reset() {
    line = NONE;
    lineLength = 0;
    headerBytes = 0;
    requestLine = null;
    fields = new ArrayList<>();
  }

  private static SignalboxException bad(String message) {
    return new SignalboxException(RequestError.BAD_HEAD, message);
  }
}
