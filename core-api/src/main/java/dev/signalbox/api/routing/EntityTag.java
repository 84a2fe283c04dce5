package dev.signalbox.api.routing;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names one state of a resource (RFC 9110 section 8.8.3).
 *
 * @param opaque what stands between the quotes: printable and no quote
 * @param weak whether states of equal meaning but other bytes may share it
 */
public record EntityTag(String opaque, boolean weak) {
  private static final Pattern OPAQUE = Pattern.compile("[\\x21\\x23-\\x7e\\x80-\\xff]*");
  private static final Pattern SYNTAX =
      Pattern.compile("(W/)?\"([\\x21\\x23-\\x7e\\x80-\\xff]*)\"");
  private static final Pattern SEPARATOR = Pattern.compile("[ \\t,]*");

  public EntityTag {
    requireNonNull(opaque, "opaque");
    if (!OPAQUE.matcher(opaque).matches()) {
      throw new IllegalArgumentException(
          "opaque: " + opaque + " (expected: printable characters without quotes)");
    }
  }

  /** Returns a tag that no two different sequences of bytes share. */
  public static EntityTag strong(String opaque) {
    return new EntityTag(opaque, false);
  }

  public static EntityTag weak(String opaque) {
    return new EntityTag(opaque, true);
  }

  /** Reads one tag as it stands in a header field; empty where it is none. */
  public static Optional<EntityTag> parse(String text) {
    Matcher matcher = SYNTAX.matcher(text);
    return matcher.matches() ? Optional.of(of(matcher)) : Optional.empty();
  }

  /** Reads a list of tags, which may hold commas themselves; empty where it is malformed. */
  static Optional<List<EntityTag>> parseList(String text) {
    List<EntityTag> tags = new ArrayList<>();
    Matcher tag = SYNTAX.matcher(text);
    int at = afterSeparator(text, 0);
    while (at < text.length()) {
      if (!tag.region(at, text.length()).lookingAt()) {
        return Optional.empty();
      }
      tags.add(of(tag));
      at = afterSeparator(text, tag.end());
      if (at < text.length() && text.substring(tag.end(), at).indexOf(',') < 0) {
        return Optional.empty();
      }
    }
    return tags.isEmpty() ? Optional.empty() : Optional.of(tags);
  }

  /** Says whether both are strong and the same: what writing and ranges need. */
  public boolean matchesStrongly(EntityTag other) {
    return !weak && !other.weak && opaque.equals(other.opaque);
  }

  /** Says whether both are the same, weak or not: what caches need. */
  public boolean matchesWeakly(EntityTag other) {
    return opaque.equals(other.opaque);
  }

  /** Returns the tag as it stands in a header field. */
  @Override
  public String toString() {
    return (weak ? "W/\"" : "\"") + opaque + "\"";
  }

  private static EntityTag of(Matcher matcher) {
    return new EntityTag(matcher.group(2), matcher.group(1) != null);
  }

  private static int afterSeparator(String text, int at) {
    Matcher separator = SEPARATOR.matcher(text).region(at, text.length());
    return separator.lookingAt() ? separator.end() : at;
  }
}
