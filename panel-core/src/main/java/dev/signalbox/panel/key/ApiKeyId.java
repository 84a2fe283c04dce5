package dev.signalbox.panel.key;

import dev.signalbox.api.id.UserId;
import java.util.regex.Pattern;

/** Names one API key, and is no secret; 1 to 64 characters of {@code [A-Za-z0-9_-]}. */
public record ApiKeyId(String value) {
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  public ApiKeyId {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "key: " + value + " (expected: 1 to 64 characters of A-Z, a-z, 0-9, _ or -)");
    }
  }

  /** Returns a new random id of 80 bits. */
  static ApiKeyId random() {
    return new ApiKeyId(UserId.random().value());
  }

  @Override
  public String toString() {
    return value;
  }
}
