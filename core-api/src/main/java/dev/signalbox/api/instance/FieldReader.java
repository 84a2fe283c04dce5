package dev.signalbox.api.instance;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.signalbox.api.error.SignalboxException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object strictly, and names what is wrong by the field's path.
 *
 * <p>Each field is read once by its name; {@link #finish()} then refuses the fields that nobody
 * read. A field that is absent and one that is JSON {@code null} are the same. Every failure is a
 * {@code request.invalid} {@link SignalboxException}. Drivers read their options with it. For one
 * thread.
 */
public final class FieldReader {
  private final JsonObject object;
  private final String prefix;
  private final Set<String> read = new LinkedHashSet<>();

  private FieldReader(JsonObject object, String prefix) {
    this.object = requireNonNull(object, "object");
    this.prefix = prefix;
  }

  /**
   * Returns a reader of an object.
   *
   * @param path where the object stands, such as {@code driver}; empty for the top
   */
  public static FieldReader of(JsonObject object, String path) {
    return new FieldReader(object, path.isEmpty() ? "" : path + ".");
  }

  /** Returns the path of a field, as failures name it. */
  public String path(String name) {
    return prefix + name;
  }

  /** Returns a failure that names the field, for checks that are the caller's own. */
  public SignalboxException fault(String name, Object value, String expected) {
    return SignalboxException.invalid(
        path(name), path(name) + ": " + value + " (expected: " + expected + ")");
  }

  /** Returns a text, or the fallback where there is none. */
  public @Nullable String string(String name, @Nullable String fallback) {
    JsonElement value = take(name);
    return value == null ? fallback : asString(name, value);
  }

  /** Returns a text that must be there. */
  public String requiredString(String name) {
    JsonElement value = take(name);
    if (value == null) {
      throw fault(name, "missing", "a text");
    }
    return asString(name, value);
  }

  /** Returns a truth value, or the fallback where there is none. */
  public boolean bool(String name, boolean fallback) {
    JsonElement value = take(name);
    if (value == null) {
      return fallback;
    }
    if (value instanceof JsonPrimitive primitive && primitive.isBoolean()) {
      return primitive.getAsBoolean();
    }
    throw fault(name, shown(value), "true or false");
  }

  /** Returns a whole number within the bounds, or null where there is none. */
  public @Nullable Long integer(String name, long least, long most) {
    JsonElement value = take(name);
    if (value == null) {
      return null;
    }
    String expected = "a whole number, " + least + ".." + most;
    if (!(value instanceof JsonPrimitive primitive) || !primitive.isNumber()) {
      throw fault(name, shown(value), expected);
    }
    long number;
    try {
      String text = primitive.getAsString();
      // 1e1000000000 must not be expanded digit by digit.
      if (text.length() > 32) {
        throw new ArithmeticException("too long");
      }
      BigDecimal decimal = new BigDecimal(text);
      if (Math.abs((long) decimal.scale()) > 32) {
        throw new ArithmeticException("too large");
      }
      number = decimal.longValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      throw fault(name, shown(value), expected);
    }
    if (number < least || number > most) {
      throw fault(name, number, expected);
    }
    return number;
  }

  /** Returns a number with a fraction, or the fallback where there is none. */
  public double number(String name, double fallback) {
    JsonElement value = take(name);
    if (value == null) {
      return fallback;
    }
    if (value instanceof JsonPrimitive primitive && primitive.isNumber()) {
      double number = primitive.getAsDouble();
      if (Double.isFinite(number)) {
        return number;
      }
    }
    throw fault(name, shown(value), "a number");
  }

  /** Returns an ISO-8601 duration within the bounds, or the fallback where there is none. */
  public Duration duration(String name, Duration fallback, Duration least, Duration most) {
    JsonElement value = take(name);
    if (value == null) {
      return fallback;
    }
    String expected = "a duration, " + least + ".." + most;
    Duration duration;
    try {
      duration = Duration.parse(asString(name, value));
    } catch (DateTimeParseException e) {
      throw fault(name, shown(value), expected);
    }
    if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
      throw fault(name, duration, expected);
    }
    return duration;
  }

  /** Returns an RFC 3339 instant, or null where there is none. */
  public @Nullable Instant instant(String name) {
    JsonElement value = take(name);
    if (value == null) {
      return null;
    }
    try {
      return Instant.parse(asString(name, value));
    } catch (DateTimeParseException e) {
      throw fault(name, shown(value), "an instant such as 2026-11-23T12:00:00Z");
    }
  }

  /** Returns an object, or null where there is none. */
  public @Nullable JsonObject object(String name) {
    JsonElement value = take(name);
    if (value == null) {
      return null;
    }
    if (value instanceof JsonObject found) {
      return found;
    }
    throw fault(name, shown(value), "an object");
  }

  /** Returns a reader of a nested object; of an empty one where there is none. */
  public FieldReader nested(String name) {
    JsonObject found = object(name);
    return of(found == null ? new JsonObject() : found, path(name));
  }

  /** Returns a list of texts; an empty one where there is none. */
  public List<String> strings(String name) {
    JsonElement value = take(name);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof JsonArray array)) {
      throw fault(name, shown(value), "a list of texts");
    }
    List<String> texts = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      texts.add(asString(name + "[" + i + "]", array.get(i)));
    }
    return List.copyOf(texts);
  }

  /** Returns an object of texts in its own order; an empty one where there is none. */
  public Map<String, String> stringMap(String name) {
    JsonObject found = object(name);
    Map<String, String> texts = new LinkedHashMap<>();
    if (found != null) {
      found
          .entrySet()
          .forEach(e -> texts.put(e.getKey(), asString(name + "." + e.getKey(), e.getValue())));
    }
    return texts;
  }

  /** Refuses any field that was not read. */
  public void finish() {
    for (String name : object.keySet()) {
      if (!read.contains(name)) {
        throw SignalboxException.invalid(
            path(name),
            path(name)
                + ": unknown field (expected: "
                + String.join(", ", new TreeSet<>(read))
                + ")");
      }
    }
  }

  private @Nullable JsonElement take(String name) {
    read.add(name);
    JsonElement value = object.get(name);
    return value == null || value.isJsonNull() ? null : value;
  }

  private String asString(String name, JsonElement value) {
    if (value instanceof JsonPrimitive primitive && primitive.isString()) {
      return primitive.getAsString();
    }
    throw fault(name, shown(value), "a text");
  }

  private static String shown(JsonElement value) {
    String text = value.toString();
    return text.length() <= 64 ? text : text.substring(0, 64) + "…";
  }
}
