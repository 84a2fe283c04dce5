package dev.signalbox.api.routing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A path with parameters, taken apart.
 *
 * @param segments one per segment, a tail parameter included
 */
record PathTemplate(String text, List<Segment> segments) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]*");

  /** One segment: a literal, a parameter, or a parameter for all that follows. */
  record Segment(Kind kind, String text) {}

  enum Kind {
    LITERAL,
    PARAMETER,
    TAIL
  }

  static PathTemplate parse(String text) {
    if (!text.startsWith("/")) {
      throw wrong(text, "a path that starts with /");
    }
    List<Segment> segments = new ArrayList<>();
    Set<String> names = new HashSet<>();
    String[] parts = text.substring(1).split("/", -1);
    for (int i = 0; i < parts.length; i++) {
      Segment segment = segment(text, parts[i]);
      if (parts[i].isEmpty() && i < parts.length - 1) {
        throw wrong(text, "no // in it");
      }
      if (segment.kind() == Kind.TAIL && i < parts.length - 1) {
        throw wrong(text, "{name...} only as the last segment");
      }
      if (segment.kind() != Kind.LITERAL && !names.add(segment.text())) {
        throw wrong(text, "each parameter once");
      }
      segments.add(segment);
    }
    return new PathTemplate(text, List.copyOf(segments));
  }

  private static Segment segment(String template, String part) {
    if (!part.startsWith("{")) {
      if (part.indexOf('{') >= 0 || part.indexOf('}') >= 0 || part.indexOf('%') >= 0) {
        throw wrong(template, "literals without { } %");
      }
      return new Segment(Kind.LITERAL, part);
    }
    boolean tail = part.endsWith("...}");
    String name = part.substring(1, Math.max(1, part.length() - (tail ? 4 : 1)));
    if (!part.endsWith("}") || !NAME.matcher(name).matches()) {
      throw wrong(template, "parameters such as {name}");
    }
    return new Segment(tail ? Kind.TAIL : Kind.PARAMETER, name);
  }

  private static IllegalArgumentException wrong(String text, String expected) {
    return new IllegalArgumentException("template: " + text + " (expected: " + expected + ")");
  }
}
