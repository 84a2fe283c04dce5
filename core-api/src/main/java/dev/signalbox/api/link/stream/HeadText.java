package dev.signalbox.api.link.stream;

import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.json.Json;
import java.util.ArrayList;
import java.util.List;

/** How a head is written as text. */
final class HeadText {
  /** The longest head, in characters. */
  static final int MOST = 64 * 1024;

  private HeadText() {}

  static <T> T read(String text, Class<T> type) {
    if (text.length() > MOST) {
      throw new IllegalArgumentException(
          "head: " + text.length() + " characters (expected: at most " + MOST + ")");
    }
    return Json.read(text, type);
  }

  static List<List<String>> pairs(HttpHeaders headers) {
    List<List<String>> pairs = new ArrayList<>(headers.fields().size());
    for (HttpHeaders.Field field : headers.fields()) {
      pairs.add(List.of(field.name(), field.value()));
    }
    return pairs;
  }

  static HttpHeaders fields(List<List<String>> pairs) {
    List<HttpHeaders.Field> fields = new ArrayList<>(pairs.size());
    for (List<String> pair : pairs) {
      if (pair.size() != 2) {
        throw new IllegalArgumentException(
            "headers: " + pair.size() + " strings in one (expected: 2)");
      }
      fields.add(new HttpHeaders.Field(pair.get(0), pair.get(1)));
    }
    return HttpHeaders.of(fields);
  }
}
