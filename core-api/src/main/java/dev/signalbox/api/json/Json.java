package dev.signalbox.api.json;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.signalbox.api.error.SignalboxException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes JSON as records.
 *
 * <p>What a component of a record may be, and how it looks:
 *
 * <ul>
 *   <li>{@code String}, {@code boolean}, {@code int}, {@code long}, {@code double} and their boxes
 *   <li>{@code Instant} as RFC 3339 in UTC, {@code Duration} as ISO 8601, {@code URI} as a string
 *   <li>an enum as its {@linkplain #wireName wire name}
 *   <li>a record with the single component {@code String value}, such as an id, as that string
 *   <li>any other record as an object; {@code List}, {@code Set}, {@code Map<String, …>}
 *   <li>a type with a {@code @JsonAdapter} of Gson, as that adapter has it
 *   <li>{@code JsonElement}, {@code JsonObject}, {@code JsonArray}: kept as they are
 * </ul>
 *
 * <p>A component may be absent or {@code null} only where it is {@code @Nullable} or has a {@link
 * WhenAbsent}, which tells its default. {@code @SerializedName} gives a component or an enum
 * constant another name. Null components are left out in writing, except {@link KeepNull} ones.
 *
 * <p>Reading is strict: a member that the record does not have, a member given twice, a value of
 * another type or out of range is a {@code request.invalid} that names the field by its path, such
 * as {@code driver.command[0]}; text that is not JSON, goes deeper than 64 levels or has something
 * behind its end is {@code request.bad-json}. An {@code IllegalArgumentException("timeout: …")} of
 * a compact constructor becomes {@code request.invalid} with the full path of the field.
 *
 * <p>Thread-safe.
 */
public final class Json {
  static final Gson TEXT = new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

  private Json() {}

  /**
   * Reads a record, or another of the types above, from UTF-8.
   *
   * @throws SignalboxException {@code request.bad-json}, {@code request.invalid}, or what the
   *     record's constructor throws
   */
  public static <T> T read(byte[] utf8, Class<T> type) {
    return read(parse(utf8), type);
  }

  /** Reads from text; see {@link #read(byte[], Class)}. */
  public static <T> T read(String text, Class<T> type) {
    return read(parse(text), type);
  }

  /** Reads from a tree; see {@link #read(byte[], Class)}. */
  public static <T> T read(JsonElement tree, Class<T> type) {
    return JsonBinder.bind(FieldPath.ROOT, tree, type);
  }

  /**
   * Reads from a tree that stands within another; see {@link #read(byte[], Class)}.
   *
   * @param path where it stands, such as {@code driver}: failures name its fields below that
   */
  public static <T> T read(JsonElement tree, Class<T> type, String path) {
    return JsonBinder.bind(FieldPath.ROOT.member(path), tree, type);
  }

  /**
   * Parses UTF-8 into a tree.
   *
   * @throws SignalboxException {@code request.bad-json}, or {@code request.invalid} for a member
   *     given twice
   */
  public static JsonElement parse(byte[] utf8) {
    return parse(JsonText.decode(utf8));
  }

  /** Parses text into a tree; see {@link #parse(byte[])}. */
  public static JsonElement parse(String text) {
    return JsonText.parse(text);
  }

  /**
   * Turns a value of the types above into a tree.
   *
   * @throws IllegalArgumentException for another type, or a number that is not finite
   */
  public static JsonElement tree(@Nullable Object value) {
    return JsonTree.of(value);
  }

  /** Writes a value of the types above as text on one line. */
  public static String write(@Nullable Object value) {
    return TEXT.toJson(tree(value));
  }

  /** Writes a value of the types above as UTF-8. */
  public static byte[] bytes(@Nullable Object value) {
    return write(value).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Returns the JSON Schema (draft 2020-12, as OpenAPI 3.1 uses it) of one of the types above,
   * nested records inline; {@link JsonSchemas} gives them names instead.
   */
  public static JsonObject schema(Class<?> type) {
    return JsonSchema.inline(type);
  }

  /**
   * Returns how an enum constant is written: its name in lower case with hyphens, {@code
   * BACKING_OFF} as {@code backing-off}, unless a {@code @SerializedName} says otherwise.
   */
  public static String wireName(Enum<?> constant) {
    return WireNames.of(constant);
  }

  /**
   * Returns the constant with that wire name.
   *
   * @throws IllegalArgumentException naming the constants there are, where it is none of them
   */
  public static <E extends Enum<E>> E constant(Class<E> type, String wireName) {
    return WireNames.constant(type, wireName);
  }
}
