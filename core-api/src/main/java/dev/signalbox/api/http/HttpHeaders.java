package dev.signalbox.api.http;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Header fields in order; names compare without case (RFC 9110 section 5). Immutable.
 *
 * <p>A name that is not a token, or a value with a control character other than tab, is an {@code
 * IllegalArgumentException}: no field can smuggle a line break.
 */
public final class HttpHeaders {
  private static final HttpHeaders EMPTY = new HttpHeaders(List.of());

  /** One header field. */
  public record Field(String name, String value) {
    public Field {
      checkName(requireNonNull(name, "name"));
      checkValue(name, requireNonNull(value, "value"));
    }
  }

  private final List<Field> fields;

  private HttpHeaders(List<Field> fields) {
    this.fields = fields;
  }

  public static HttpHeaders empty() {
    return EMPTY;
  }

  /** Returns the fields given as name, value, name, value … */
  public static HttpHeaders of(String... namesAndValues) {
    if (namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException(
          "namesAndValues: " + namesAndValues.length + " strings (expected: an even number)");
    }
    List<Field> fields = new ArrayList<>(namesAndValues.length / 2);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.add(new Field(namesAndValues[i], namesAndValues[i + 1]));
    }
    return of(fields);
  }

  public static HttpHeaders of(List<Field> fields) {
    return fields.isEmpty() ? EMPTY : new HttpHeaders(List.copyOf(fields));
  }

  /** Returns all fields in order. */
  public List<Field> fields() {
    return fields;
  }

  /** Returns the value of the first field of that name. */
  public Optional<String> first(String name) {
    for (Field field : fields) {
      if (field.name().equalsIgnoreCase(name)) {
        return Optional.of(field.value());
      }
    }
    return Optional.empty();
  }

  /** Returns the values of all fields of that name, in order. */
  public List<String> all(String name) {
    List<String> values = new ArrayList<>(1);
    for (Field field : fields) {
      if (field.name().equalsIgnoreCase(name)) {
        values.add(field.value());
      }
    }
    return values;
  }

  /**
   * Returns the members of a comma-separated field over all its lines, trimmed, empty ones left
   * out.
   */
  public List<String> members(String name) {
    List<String> members = new ArrayList<>(2);
    for (String value : all(name)) {
      for (String member : value.split(",", -1)) {
        String trimmed = member.strip();
        if (!trimmed.isEmpty()) {
          members.add(trimmed);
        }
      }
    }
    return members;
  }

  /** Says whether a comma-separated field has that member, compared without case. */
  public boolean hasMember(String name, String member) {
    return members(name).stream().anyMatch(member::equalsIgnoreCase);
  }

  public boolean contains(String name) {
    return first(name).isPresent();
  }

  /** Returns these fields with one set, replacing any of that name. */
  public HttpHeaders with(String name, String value) {
    List<Field> changed = new ArrayList<>(fields.size() + 1);
    copyWithout(name, changed);
    changed.add(new Field(name, value));
    return new HttpHeaders(List.copyOf(changed));
  }

  /** Returns these fields with one more behind them. */
  public HttpHeaders plus(String name, String value) {
    List<Field> changed = new ArrayList<>(fields.size() + 1);
    changed.addAll(fields);
    changed.add(new Field(name, value));
    return new HttpHeaders(List.copyOf(changed));
  }

  /** Returns these fields without any of that name. */
  public HttpHeaders without(String name) {
    List<Field> changed = new ArrayList<>(fields.size());
    copyWithout(name, changed);
    return of(changed);
  }

  public void forEach(BiConsumer<String, String> action) {
    for (Field field : fields) {
      action.accept(field.name(), field.value());
    }
  }

  private void copyWithout(String name, List<Field> target) {
    for (Field field : fields) {
      if (!field.name().equalsIgnoreCase(name)) {
        target.add(field);
      }
    }
  }

  private static void checkName(String name) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("header name: empty (expected: a token)");
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean token =
          (c >= '0' && c <= '9')
              || (c >= 'A' && c <= 'Z')
              || (c >= 'a' && c <= 'z')
              || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
      if (!token) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT, "header name: character 0x%02x (expected: a token)", (int) c));
      }
    }
  }

  private static void checkValue(String name, String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < 0x20 && c != '\t') || c == 0x7f || c > 0xff) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "header %s: character 0x%02x (expected: visible ones)",
                name,
                (int) c));
      }
    }
  }

  /** Returns the names only: values may be secrets. */
  @Override
  public String toString() {
    return fields.stream().map(Field::name).toList().toString();
  }
}
