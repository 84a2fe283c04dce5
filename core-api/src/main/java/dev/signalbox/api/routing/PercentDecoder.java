package dev.signalbox.api.routing;

import dev.signalbox.api.error.RequestError;
import dev.signalbox.api.error.SignalboxException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Decodes the target of a request, refusing whatever could be read in two ways. */
final class PercentDecoder {
  private PercentDecoder() {}

  /** Returns the decoded segments of a path: {@code /a/b%20c} as {@code a} and {@code b c}. */
  static List<String> segments(String path) {
    if (!path.startsWith("/")) {
      throw bad("the path does not start with /");
    }
    List<String> segments = new ArrayList<>();
    for (String part : path.substring(1).split("/", -1)) {
      String segment = decode(part, false);
      if (segment.indexOf('/') >= 0 || segment.indexOf('\0') >= 0) {
        throw bad("the path has an encoded slash or NUL");
      }
      if (segment.equals(".") || segment.equals("..")) {
        throw bad("the path has a segment of dots");
      }
      segments.add(segment);
    }
    return segments;
  }

  /** Returns the parameters of a query, each with its values in order; {@code +} is a space. */
  static Map<String, List<String>> query(String query) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (String pair : query.split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals), true);
      String value = equals < 0 ? "" : decode(pair.substring(equals + 1), true);
      parameters.computeIfAbsent(name, first -> new ArrayList<>(1)).add(value);
    }
    return parameters;
  }

  private static String decode(String text, boolean plusIsSpace) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= 0x20 || c >= 0x7f) {
        throw bad("the target has a character that must be encoded");
      } else if (c == '%') {
        bytes.write(octet(text, i));
        i += 2;
      } else {
        bytes.write(c == '+' && plusIsSpace ? ' ' : c);
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new SignalboxException(RequestError.INVALID, "the target is not UTF-8", e);
    }
  }

  private static int octet(String text, int at) {
    int high = at + 2 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
    int low = at + 2 < text.length() ? Character.digit(text.charAt(at + 2), 16) : -1;
    if (high < 0 || low < 0) {
      throw bad("the target has a broken percent escape");
    }
    return high << 4 | low;
  }

  private static SignalboxException bad(String message) {
    return new SignalboxException(RequestError.INVALID, message);
  }
}
