package dev.signalbox.api.json;

import com.google.gson.annotations.SerializedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The names of enum constants in JSON. */
final class WireNames {
  private WireNames() {}

  static String of(Enum<?> constant) {
    try {
      SerializedName explicit =
          constant
              .getDeclaringClass()
              .getField(constant.name())
              .getAnnotation(SerializedName.class);
      return explicit != null
          ? explicit.value()
          : constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("an enum constant without its field: " + constant, e);
    }
  }

  static List<String> all(Class<?> type) {
    List<String> names = new ArrayList<>();
    for (Object constant : type.getEnumConstants()) {
      names.add(of((Enum<?>) constant));
    }
    return names;
  }

  static <E extends Enum<E>> E constant(Class<E> type, String wireName) {
    for (E constant : type.getEnumConstants()) {
      if (of(constant).equals(wireName)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(
        FieldPath.shortened(wireName) + " (expected: " + String.join(", ", all(type)) + ")");
  }
}
