package dev.signalbox.api.operation;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * One thing that a person may be allowed to do.
 *
 * @param id the literal name in grants and keys, such as {@code instances.start}; never renamed
 */
public record Permission(String id) {
  private static final Pattern SHAPE = Pattern.compile("[a-z]+(-[a-z]+)*\\.[a-z]+(-[a-z]+)*");

  public Permission {
    requireNonNull(id, "id");
    if (!SHAPE.matcher(id).matches()) {
      throw new IllegalArgumentException("permission: " + id + " (expected: like instances.start)");
    }
  }

  @Override
  public String toString() {
    return id;
  }
}
