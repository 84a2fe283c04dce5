package dev.signalbox.api.json;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A type that is one JSON string, number or boolean.
 *
 * @param kind the JSON type: {@code string}, {@code integer}, {@code number}, {@code boolean}
 * @param format the format in a schema, or empty
 * @param expected what a value must be, for the message
 * @param parse from the text of the value; throws an {@code IllegalArgumentException} or {@code
 *     DateTimeException}
 * @param write to the JSON value
 */
record Scalar<T>(
    String kind,
    String format,
    String expected,
    Function<String, T> parse,
    Function<T, JsonPrimitive> write) {
  private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]*)");
  private static final Pattern RFC_3339_UTC =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?Z");

  private static final Scalar<Integer> INT =
      new Scalar<>(
          "integer",
          "int32",
          "a whole number of 32 bits",
          text -> Integer.valueOf(whole(text)),
          JsonPrimitive::new);
  private static final Scalar<Long> LONG =
      new Scalar<>(
          "integer",
          "int64",
          "a whole number of 64 bits",
          text -> Long.valueOf(whole(text)),
          JsonPrimitive::new);
  private static final Scalar<Double> DOUBLE =
      new Scalar<>(
          "number", "double", "a finite number", Scalar::finite, v -> new JsonPrimitive(finite(v)));
  private static final Scalar<Boolean> BOOLEAN =
      new Scalar<>("boolean", "", "true or false", Boolean::valueOf, JsonPrimitive::new);

  private static final Map<Class<?>, Scalar<?>> ALL =
      Map.ofEntries(
          Map.entry(int.class, INT),
          Map.entry(Integer.class, INT),
          Map.entry(long.class, LONG),
          Map.entry(Long.class, LONG),
          Map.entry(double.class, DOUBLE),
          Map.entry(Double.class, DOUBLE),
          Map.entry(boolean.class, BOOLEAN),
          Map.entry(Boolean.class, BOOLEAN),
          Map.entry(String.class, string("", "a string", Function.identity())),
          Map.entry(
              Instant.class,
              string("date-time", "an instant such as 2026-01-31T12:00:00Z", Scalar::instant)),
          Map.entry(
              Duration.class, string("duration", "a duration such as PT30S", Duration::parse)),
          Map.entry(URI.class, string("uri", "a URI", URI::create)));

  static @Nullable Scalar<?> of(Class<?> type) {
    return ALL.get(type);
  }

  T read(FieldPath path, JsonElement value) {
    if (!isKind(value)) {
      throw Faults.wrongKind(path, value, expected);
    }
    try {
      return parse.apply(value.getAsString());
    } catch (IllegalArgumentException | DateTimeException e) {
      throw Faults.invalid(
          path, FieldPath.shortened(value.getAsString()) + " (expected: " + expected + ")");
    }
  }

  @SuppressWarnings("unchecked")
  JsonPrimitive write(Object value) {
    return write.apply((T) value);
  }

  JsonObject schema() {
    JsonObject schema = new JsonObject();
    schema.addProperty("type", kind);
    if (!format.isEmpty()) {
      schema.addProperty("format", format);
    }
    return schema;
  }

  private boolean isKind(JsonElement value) {
    if (!(value instanceof JsonPrimitive primitive)) {
      return false;
    }
    return switch (kind) {
      case "string" -> primitive.isString();
      case "boolean" -> primitive.isBoolean();
      default -> primitive.isNumber();
    };
  }

  private static <T> Scalar<T> string(String format, String expected, Function<String, T> parse) {
    return new Scalar<>(
        "string", format, expected, parse, value -> new JsonPrimitive(value.toString()));
  }

  private static String whole(String text) {
    if (!WHOLE.matcher(text).matches()) {
      throw new IllegalArgumentException("not a whole number");
    }
    return text;
  }

  private static Double finite(String text) {
    return finite(Double.valueOf(text));
  }

  private static Double finite(Double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("number: " + value + " (expected: a finite one)");
    }
    return value;
  }

  private static Instant instant(String text) {
    if (!RFC_3339_UTC.matcher(text).matches()) {
      throw new IllegalArgumentException("not RFC 3339 in UTC");
    }
    return Instant.parse(text);
  }
}
