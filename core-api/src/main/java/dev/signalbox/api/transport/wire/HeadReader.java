package dev.signalbox.api.transport.wire;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.RequestError;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.transport.HttpLimits;
import dev.signalbox.api.transport.RequestHead;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads request heads as their bytes come (RFC 9112 sections 2 to 5), strictly: lines end in CR LF,
 * nothing is folded, no control character passes, nothing is repaired.
 *
 * <p>One reader serves a connection, one head after the other. Between heads it holds no memory.
 */
public final class HeadReader {
  private static final byte[] NONE = new byte[0];

  /** Taken at a stretch, so that little is copied of what is behind a head. */
  private static final int STEP = 512;

  /** Room for the method, the version and what separates them from the target. */
  private static final int LINE_EXTRA = 48;

  /** Line breaks before a request line are forgiven up to here (RFC 9112 section 2.2). */
  private static final int MOST_EMPTY_LINES = 4;

  private final HttpLimits limits;
  private byte[] bytes = NONE;
  private int length;
  private int lineStart;
  private int emptyLines;

  /** Where the request line begins, behind empty lines. */
  private int start;

  /** Where the request line ends, without its line break; negative while it has not. */
  private int startEnd = -1;

  /** Returns a reader for one connection. */
  public HeadReader(HttpLimits limits) {
    this.limits = requireNonNull(limits, "limits");
  }

  /** Says whether part of a head was taken. */
  public boolean hasBegun() {
    return length > 0;
  }

  /**
   * Takes bytes up to the end of one head, and leaves the rest.
   *
   * @return the head; empty where all bytes were taken and more are needed
   * @throws SignalboxException {@code request.bad-head} or {@code request.head-too-large}: to be
   *     answered with the status of its kind, and the connection closed, since nothing more can be
   *     read; the message repeats nothing that the client sent
   */
  public Optional<RequestHead> take(ByteBuffer in) {
    while (in.hasRemaining()) {
      int count = Math.min(in.remaining(), STEP);
      if (length + count > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(length + count, Math.max(STEP, 2 * bytes.length)));
      }
      in.get(in.position(), bytes, length, count);
      int end = find(length, length + count);
      if (end >= 0) {
        in.position(in.position() + end - length);
        length = end;
        RequestHead head = read();
        reset();
        return Optional.of(head);
      }
      in.position(in.position() + count);
      length += count;
    }
    return Optional.empty();
  }

  /** Looks at new bytes and returns the index behind the head's last, or -1. */
  private int find(int from, int to) {
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      boolean behindReturn = i > lineStart && bytes[i - 1] == '\r';
      if (b == '\n') {
        if (!behindReturn) {
          throw bad("line (expected: CR LF at its end)");
        }
        boolean empty = i - 1 == lineStart;
        lineStart = i + 1;
        if (empty && startEnd >= 0) {
          checkSize(i + 1);
          return i + 1;
        }
        endLine(i - 1, empty);
      } else if (behindReturn || (b >= 0 && b < ' ' && b != '\r' && b != '\t') || b == 0x7f) {
        throw bad("line (expected: no control character)");
      }
    }
    checkSize(to);
    return -1;
  }

  private void endLine(int end, boolean empty) {
    if (startEnd >= 0) {
      return;
    }
    if (!empty) {
      checkSize(end);
      startEnd = end;
      return;
    }
    start = lineStart;
    if (++emptyLines > MOST_EMPTY_LINES) {
      throw bad("empty lines (expected: a request)");
    }
  }

  private void checkSize(int end) {
    if (startEnd < 0 && end - start > (long) limits.maxTargetBytes() + LINE_EXTRA) {
      throw targetTooLong();
    }
    if (startEnd >= 0 && end - startEnd - 4L > limits.maxHeaderBytes()) {
      throw new SignalboxException(
          RequestError.HEAD_TOO_LARGE,
          "header fields (expected: at most " + limits.maxHeaderBytes() + " bytes)");
    }
  }

  private RequestHead read() {
    String line = text(start, startEnd);
    int first = line.indexOf(' ');
    int last = line.lastIndexOf(' ');
    if (first < 0 || first == last) {
      throw bad("request line (expected: method target version)");
    }
    String target = line.substring(first + 1, last);
    if (target.length() > limits.maxTargetBytes()) {
      throw targetTooLong();
    }
    return RequestHead.of(
        line.substring(0, first), target, line.substring(last + 1), HttpHeaders.of(fields()));
  }

  private List<HttpHeaders.Field> fields() {
    List<HttpHeaders.Field> fields = new ArrayList<>();
    int at = startEnd + 2;
    while (at < length - 2) {
      int colon = -1;
      int end = at;
      while (bytes[end] != '\r') {
        if (colon < 0 && bytes[end] == ':') {
          colon = end;
        }
        end++;
      }
      if (colon < 0) {
        throw bad("header field (expected: a colon)");
      }
      fields.add(field(text(at, colon), trimmed(colon + 1, end)));
      at = end + 2;
    }
    return fields;
  }

  /** A folded line begins with a blank, and so is refused for its name. */
  private static HttpHeaders.Field field(String name, String value) {
    try {
      return new HttpHeaders.Field(name, value);
    } catch (IllegalArgumentException e) {
      throw new SignalboxException(
          RequestError.BAD_HEAD, "header field (expected: name: value)", e);
    }
  }

  /** Takes away blanks and tabs only: other white space is not white in a field. */
  private String trimmed(int from, int to) {
    int first = from;
    int end = to;
    while (first < end && isBlank(bytes[first])) {
      first++;
    }
    while (end > first && isBlank(bytes[end - 1])) {
      end--;
    }
    return text(first, end);
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  private String text(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private void reset() {
    bytes = NONE;
    length = 0;
    lineStart = 0;
    emptyLines = 0;
    start = 0;
    startEnd = -1;
  }

  private SignalboxException targetTooLong() {
    return new SignalboxException(
        RequestError.HEAD_TOO_LARGE,
        "target (expected: at most " + limits.maxTargetBytes() + " bytes)");
  }

  private static SignalboxException bad(String message) {
    return new SignalboxException(RequestError.BAD_HEAD, message);
  }
}
