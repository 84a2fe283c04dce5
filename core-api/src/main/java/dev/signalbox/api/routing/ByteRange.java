package dev.signalbox.api.routing;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The form {@code bytes=first-last}, {@code bytes=first-} or {@code bytes=-count}. */
final class ByteRange {
  private static final Pattern ONE =
      Pattern.compile("bytes=[ \\t]*([0-9]*)-([0-9]*)[ \\t]*", Pattern.CASE_INSENSITIVE);

  private ByteRange() {}

  static RangeRequest parse(String text, long length) {
    Matcher range = ONE.matcher(text);
    if (!range.matches() || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
      return new RangeRequest.Whole();
    }
    if (range.group(1).isEmpty()) {
      return suffix(number(range.group(2)), length);
    }
    long first = number(range.group(1));
    long last = range.group(2).isEmpty() ? Long.MAX_VALUE : number(range.group(2));
    if (last < first) {
      return new RangeRequest.Whole();
    }
    return first >= length
        ? new RangeRequest.Unsatisfiable()
        : new RangeRequest.Part(first, Math.min(last, length - 1));
  }

  private static RangeRequest suffix(long count, long length) {
    if (count == 0) {
      return new RangeRequest.Unsatisfiable();
    }
    return length == 0
        ? new RangeRequest.Whole()
        : new RangeRequest.Part(Math.max(0, length - count), length - 1);
  }

  private static long number(String digits) {
    String significant = digits.replaceFirst("^0+(?=.)", "");
    return significant.length() > 18 ? Long.MAX_VALUE : Long.parseLong(significant);
  }
}
