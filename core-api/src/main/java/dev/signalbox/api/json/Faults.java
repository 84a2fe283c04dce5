package dev.signalbox.api.json;

import com.google.gson.JsonElement;
import dev.signalbox.api.error.RequestError;
import dev.signalbox.api.error.SignalboxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The failures of reading, each with the path of the field at fault. */
final class Faults {
  /** How a fault in a value is stated: {@code name: value (expected: …)}. */
  private static final Pattern STATED =
      Pattern.compile("([A-Za-z][A-Za-z0-9]*)([.\\[][A-Za-z0-9.\\[\\]]*)?: (.*)", Pattern.DOTALL);

  private Faults() {}

  static SignalboxException invalid(FieldPath path, String what) {
    return invalid(path.toString(), what);
  }

  private static SignalboxException invalid(String field, String what) {
    return field.isEmpty()
        ? new SignalboxException(RequestError.INVALID, what)
        : SignalboxException.invalid(field, field + ": " + what);
  }

  /** The value itself is not told: it may be a secret in the wrong place. */
  static SignalboxException wrongKind(FieldPath path, JsonElement value, String expected) {
    return invalid(path, kind(value) + " (expected: " + expected + ")");
  }

  /** A constructor refused its arguments; the component that its message names is at fault. */
  static SignalboxException refused(
      FieldPath path, RecordShape shape, IllegalArgumentException refusal) {
    String message = String.valueOf(refusal.getMessage());
    Matcher stated = STATED.matcher(message);
    if (!stated.matches()) {
      return invalid(path, message);
    }
    if (shape.isValue()) {
      return invalid(path, stated.group(3));
    }
    if (shape.component(stated.group(1)) == null) {
      return invalid(path, message);
    }
    String rest = stated.group(2) == null ? "" : stated.group(2);
    return invalid(path.join(stated.group(1)) + rest, stated.group(3));
  }

  /** A constructor refused with a code of its own, which is kept. */
  static SignalboxException refused(FieldPath path, SignalboxException refusal) {
    String inner = refusal.field().orElse("");
    String field = path.join(inner);
    if (field.equals(inner)) {
      return refusal;
    }
    String message = String.valueOf(refusal.getMessage());
    String told =
        !inner.isEmpty() && message.startsWith(inner) ? path.join(message) : field + ": " + message;
    return SignalboxException.ofField(refusal.code(), field, told);
  }

  static String kind(JsonElement value) {
    if (value.isJsonNull()) {
      return "null";
    }
    if (value.isJsonObject()) {
      return "an object";
    }
    if (value.isJsonArray()) {
      return "an array";
    }
    if (value.getAsJsonPrimitive().isString()) {
      return "a string";
    }
    return value.getAsJsonPrimitive().isNumber() ? "a number" : "a boolean";
  }
}
