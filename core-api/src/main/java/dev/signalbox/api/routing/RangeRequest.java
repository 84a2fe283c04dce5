package dev.signalbox.api.routing;

import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpRequest;
import java.util.List;

/** Which bytes a request asks for (RFC 9110 section 14). */
public sealed interface RangeRequest {
  /** All of them; also where several ranges are asked for, or the field is malformed. */
  record Whole() implements RangeRequest {}

  /**
   * One range of them.
   *
   * @param first offset of the first byte
   * @param last offset of the last byte, within the length
   */
  record Part(long first, long last) implements RangeRequest {
    /** Returns the number of bytes, at least one. */
    public long count() {
      return last - first + 1;
    }
  }

  /** None that there is: 416. */
  record Unsatisfiable() implements RangeRequest {}

  /**
   * Reads {@code Range} and {@code If-Range} of a request.
   *
   * @param current compared with {@code If-Range}; where that differs, the answer is the whole
   * @param length bytes that there are, &ge; 0
   */
  static RangeRequest of(HttpRequest request, Validators current, long length) {
    List<String> ranges = request.headers().all("Range");
    if (!request.method().equals("GET")
        || ranges.size() != 1
        || !isCurrent(request.headers(), current)) {
      return new Whole();
    }
    return ByteRange.parse(ranges.get(0).strip(), length);
  }

  private static boolean isCurrent(HttpHeaders headers, Validators current) {
    List<String> given = headers.all("If-Range");
    if (given.isEmpty()) {
      return true;
    }
    String asked = given.get(0).strip();
    if (given.size() > 1) {
      return false;
    }
    if (current.entityTag().isPresent()) {
      // A date is too coarse to join two halves where there is a tag.
      return EntityTag.parse(asked).filter(current.entityTag().get()::matchesStrongly).isPresent();
    }
    return current.lastModified().isPresent()
        && HttpDate.parse(asked).equals(current.lastModified());
  }
}
