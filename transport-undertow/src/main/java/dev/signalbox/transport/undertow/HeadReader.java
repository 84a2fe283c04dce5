package dev.signalbox.transport.undertow;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.transport.HttpLimits;
import dev.signalbox.api.transport.RequestHead;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads one request head from bytes as they come (RFC 9112 sections 2 to 5), more strictly than the
 * engine: lines end in CR LF, no line is folded, no control character passes.
 */
final class HeadReader {
  enum Outcome {
    /** More bytes are needed. */
    INCOMPLETE,
    /** The head is whole; {@link #head} tells what it says. */
    COMPLETE,
    /** To be answered 400. */
    MALFORMED,
    /** To be answered 431. */
    TOO_LARGE
  }

  /** Room for the method, the version and what separates them from the target. */
  private static final int LINE_EXTRA = 48;

  /** Line breaks before a request line are forgiven up to here (RFC 9112 section 2.2). */
  private static final int MOST_EMPTY_LINES = 4;

  private final HttpLimits limits;
  private byte[] bytes = new byte[512];
  private int length;
  private int lineEnd = -1;
  private int lineStart;
  private int emptyLines;

  HeadReader(HttpLimits limits) {
    this.limits = limits;
  }

  /** Takes bytes up to the end of the head and leaves the rest. */
  Outcome take(ByteBuffer in) {
    while (in.hasRemaining()) {
      byte b = in.get();
      if (length == bytes.length) {
        bytes = Arrays.copyOf(bytes, length * 2);
      }
      bytes[length++] = b;
      if (b == '\n') {
        if (length < 2 || bytes[length - 2] != '\r') {
          return Outcome.MALFORMED;
        }
        boolean emptyLine = length - lineStart == 2;
        if (emptyLine && lineEnd >= 0) {
          return tooLong() ? Outcome.TOO_LARGE : Outcome.COMPLETE;
        }
        if (emptyLine) {
          length = 0;
          if (++emptyLines > MOST_EMPTY_LINES) {
            return Outcome.MALFORMED;
          }
        } else if (lineEnd < 0) {
          lineEnd = length - 2;
        }
        lineStart = length;
      } else if (length > 1 && bytes[length - 2] == '\r') {
        return Outcome.MALFORMED;
      } else if (b >= 0 && b < ' ' && b != '\r' && b != '\t') {
        return Outcome.MALFORMED;
      }
      if (tooLong()) {
        return Outcome.TOO_LARGE;
      }
    }
    return Outcome.INCOMPLETE;
  }

  private boolean tooLong() {
    if (lineEnd < 0) {
      return length > limits.maxTargetBytes() + LINE_EXTRA;
    }
    return length - lineEnd - 2 > limits.maxHeaderBytes() + 2L;
  }

  /**
   * Returns what the whole head says.
   *
   * @throws SignalboxException where it is malformed
   * @throws IllegalArgumentException where a field is
   * @throws TargetTooLongException where the target is longer than the limit
   */
  RequestHead head() throws TargetTooLongException {
    String line = text(0, lineEnd);
    int first = line.indexOf(' ');
    int last = line.lastIndexOf(' ');
    if (first < 0 || first == last) {
      throw new IllegalArgumentException("request line (expected: three words)");
    }
    String target = line.substring(first + 1, last);
    if (target.length() > limits.maxTargetBytes()) {
      throw new TargetTooLongException();
    }
    return RequestHead.of(
        line.substring(0, first), target, line.substring(last + 1), HttpHeaders.of(fields()));
  }

  private List<HttpHeaders.Field> fields() {
    List<HttpHeaders.Field> fields = new ArrayList<>();
    int start = lineEnd + 2;
    while (start < length - 2) {
      int colon = -1;
      int end = start;
      while (bytes[end] != '\r') {
        if (colon < 0 && bytes[end] == ':') {
          colon = end;
        }
        end++;
      }
      if (colon < 0) {
        throw new IllegalArgumentException("header line (expected: name: value)");
      }
      fields.add(new HttpHeaders.Field(text(start, colon), trimmed(colon + 1, end)));
      start = end + 2;
    }
    return fields;
  }

  private String trimmed(int from, int to) {
    int start = from;
    int end = to;
    while (start < end && isBlank(bytes[start])) {
      start++;
    }
    while (end > start && isBlank(bytes[end - 1])) {
      end--;
    }
    return text(start, end);
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  private String text(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  /** The request's target is longer than the limit. */
  static final class TargetTooLongException extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
