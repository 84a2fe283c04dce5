package dev.signalbox.api.json;

import org.jspecify.annotations.Nullable;

/** Where a value stands, such as {@code driver.command[0]}; text only when it is asked for. */
final class FieldPath {
  static final FieldPath ROOT = new FieldPath(null, "", -1);

  private static final int LONGEST_NAME = 64;

  private final @Nullable FieldPath parent;
  private final String name;
  private final int index;

  private FieldPath(@Nullable FieldPath parent, String name, int index) {
    this.parent = parent;
    this.name = name;
    this.index = index;
  }

  FieldPath member(String member) {
    return new FieldPath(this, member, -1);
  }

  FieldPath element(int at) {
    return new FieldPath(this, "", at);
  }

  /** Returns this path continued by one that is text already. */
  String join(String inner) {
    String outer = toString();
    return outer.isEmpty() || inner.isEmpty() ? outer + inner : outer + "." + inner;
  }

  static String shortened(String text) {
    return text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME) + "…";
  }

  /** Returns the path as failures name it; the whole is an empty string. */
  @Override
  public String toString() {
    if (parent == null) {
      return "";
    }
    String outer = parent.toString();
    if (index >= 0) {
      return outer + "[" + index + "]";
    }
    return outer.isEmpty() ? shortened(name) : outer + "." + shortened(name);
  }
}
