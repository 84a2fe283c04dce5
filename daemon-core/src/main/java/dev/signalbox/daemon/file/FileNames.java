package dev.signalbox.daemon.file;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.file.FileError;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;

/**
 * Turns names into single-segment paths and back by their bytes.
 *
 * <p>Going through {@code file:} addresses keeps the JVM's file name encoding out of it: under
 * {@code LANG=C} a JDK 17 refuses every name beyond ASCII, and no encoding keeps bytes that are not
 * text.
 */
final class FileNames {
  private static final String HEX = "0123456789ABCDEF";

  private FileNames() {}

  /** Returns the path of one segment with the UTF-8 bytes of a name. */
  static Path toPath(String name) {
    return ofBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the text of a name; bytes that are not UTF-8 become U+FFFD. */
  static String toName(Path name) {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }

  /** Returns the cursor that stands behind a name. */
  static String toCursor(Path name) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(name));
  }

  static Path ofCursor(String cursor) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(cursor);
      for (byte b : bytes) {
        if (b == '/' || b == 0) {
          throw new IllegalArgumentException("no name");
        }
      }
      if (bytes.length == 0) {
        throw new IllegalArgumentException("empty");
      }
      return ofBytes(bytes);
    } catch (IllegalArgumentException e) {
      throw SignalboxException.ofField(
          FileError.BAD_CURSOR, "cursor", "cursor: not one of ours (expected: next of a page)");
    }
  }

  private static Path ofBytes(byte[] bytes) {
    StringBuilder address = new StringBuilder("file:///");
    for (byte b : bytes) {
      address.append('%').append(HEX.charAt((b >> 4) & 0xf)).append(HEX.charAt(b & 0xf));
    }
    // "." and ".." as percent codes are bytes of a name here; FilePath lets neither come this far.
    return Path.of(URI.create(address.toString())).getFileName();
  }

  private static byte[] bytes(Path name) {
    // toUri looks whether the path is a directory, to write a slash: below /dev/null nothing is.
    String address = Path.of("/dev/null").resolve(name).toUri().getRawPath();
    String coded = address.substring("/dev/null/".length());
    byte[] bytes = new byte[coded.length()];
    int length = 0;
    for (int i = 0; i < coded.length(); i++) {
      char c = coded.charAt(i);
      if (c == '%') {
        bytes[length++] = (byte) Integer.parseInt(coded.substring(i + 1, i + 3), 16);
        i += 2;
      } else {
        bytes[length++] = (byte) c;
      }
    }
    return java.util.Arrays.copyOf(bytes, length);
  }
}
