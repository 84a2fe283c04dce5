package dev.signalbox.panel.web;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.http.ResponseBody;
import dev.signalbox.api.routing.EntityTag;
import java.util.List;

/**
 * One file of the console.
 *
 * @param type its media type
 * @param tag names its content
 * @param plain the content as it is
 * @param compressed the same in content codings, the smallest first
 */
record WebFile(String type, EntityTag tag, ResponseBody plain, List<Form> compressed) {
  /** The content in a content coding such as {@code br}. */
  record Form(String coding, ResponseBody body) {
    /** Says whether a client that sent this {@code Accept-Encoding} takes the coding. */
    boolean suits(String accepted) {
      for (String asked : accepted.split(",", -1)) {
        String[] parts = asked.strip().split("\\s*;\\s*", 2);
        boolean refused = parts.length > 1 && parts[1].matches("q=0(\\.0*)?");
        if (parts[0].equalsIgnoreCase(coding) && !refused) {
          return true;
        }
      }
      return false;
    }
  }

  WebFile {
    requireNonNull(type, "type");
    requireNonNull(tag, "tag");
    requireNonNull(plain, "plain");
    compressed = List.copyOf(compressed);
  }
}
