package dev.signalbox.api.json;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/**
 * Gathers the schemas of many types under their names, each once, as the {@code components/schemas}
 * of an OpenAPI 3.1 document. For one thread.
 */
public final class JsonSchemas {
  private final String prefix;
  private final JsonSchema schemas = new JsonSchema(this::reference);
  private final Map<String, Class<?>> types = new TreeMap<>();
  private final Map<String, JsonObject> definitions = new TreeMap<>();

  private JsonSchemas(String prefix) {
    this.prefix = requireNonNull(prefix, "prefix");
  }

  /** Returns an empty collection for the {@code components/schemas} of an OpenAPI document. */
  public static JsonSchemas openApi() {
    return new JsonSchemas("#/components/schemas/");
  }

  /**
   * Returns what stands for a type that {@link Json} reads: a {@code $ref} to a record or an enum,
   * which is gathered with all that it refers to; the schema itself for any other.
   *
   * @throws IllegalArgumentException where two types have the same simple name
   */
  public JsonObject reference(Class<?> type) {
    if (!JsonSchema.isNamed(type)) {
      return schemas.of(type);
    }
    String name = type.getSimpleName();
    Class<?> earlier = types.putIfAbsent(name, type);
    if (earlier == null) {
      definitions.put(name, schemas.of(type));
    } else if (earlier != type) {
      throw new IllegalArgumentException(
          "type: %s is called as %s is (expected: another simple name)"
              .formatted(type.getName(), earlier.getName()));
    }
    JsonObject reference = new JsonObject();
    reference.addProperty("$ref", prefix + name);
    return reference;
  }

  /** Returns the schemas gathered so far, by name in alphabetical order. */
  public JsonObject definitions() {
    JsonObject gathered = new JsonObject();
    definitions.forEach((name, schema) -> gathered.add(name, schema.deepCopy()));
    return gathered;
  }
}
