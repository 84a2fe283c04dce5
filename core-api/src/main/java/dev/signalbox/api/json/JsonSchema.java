package dev.signalbox.api.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.annotations.JsonAdapter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Type to JSON Schema. For one thread. */
final class JsonSchema {
  private final Function<Class<?>, JsonObject> nested;

  /**
   * @param nested what stands for a record or an enum within another type
   */
  JsonSchema(Function<Class<?>, JsonObject> nested) {
    this.nested = nested;
  }

  /** Returns a schema with everything inline. */
  static JsonObject inline(Class<?> type) {
    return new Inline().schema(type);
  }

  private static final class Inline {
    private final Deque<Class<?>> open = new ArrayDeque<>();
    private final JsonSchema schemas = new JsonSchema(this::schema);

    JsonObject schema(Class<?> type) {
      if (open.contains(type)) {
        throw new IllegalArgumentException(
            "type: " + type.getName() + " (expected: a record that does not contain itself)");
      }
      open.push(type);
      JsonObject schema = schemas.of(type);
      open.pop();
      return schema;
    }
  }

  /** Says whether the type is one that a reader of schemas would want to call by its name. */
  static boolean isNamed(Class<?> type) {
    return type.isEnum() || (type.isRecord() && !RecordShape.of(type).isValue());
  }

  private JsonObject part(Type type) {
    return type instanceof Class<?> raw && isNamed(raw) ? nested.apply(raw) : of(type);
  }

  JsonObject of(Type type) {
    if (type instanceof ParameterizedType generic) {
      return collection(generic);
    }
    if (!(type instanceof Class<?> raw)) {
      throw new IllegalArgumentException(
          "type: " + type.getTypeName() + " (expected: one that Json reads)");
    }
    if (JsonElement.class.isAssignableFrom(raw)) {
      return raw == JsonElement.class
          ? new JsonObject()
          : ofType(raw == JsonObject.class ? "object" : "array");
    }
    Scalar<?> scalar = Scalar.of(raw);
    if (scalar != null) {
      return scalar.schema();
    }
    SchemaText own = raw.getAnnotation(SchemaText.class);
    if (own != null) {
      return Json.parse(own.value()).getAsJsonObject();
    }
    if (raw.isEnum()) {
      return constants(raw);
    }
    RecordShape shape = RecordShape.of(raw);
    return shape.isValue() ? ofType("string") : record(raw, shape);
  }

  private JsonObject record(Class<?> type, RecordShape shape) {
    JsonObject properties = new JsonObject();
    JsonArray required = new JsonArray();
    for (RecordShape.Component component : shape.components()) {
      JsonObject property = part(component.type());
      if (component.nullable()) {
        property = orNull(property);
      }
      properties.add(component.name(), property);
      if (component.whenAbsent() != null) {
        property.add("default", component.whenAbsent().deepCopy());
      } else if (!component.nullable() || component.keepNull()) {
        required.add(component.name());
      }
    }
    JsonObject schema = ofType("object");
    schema.add("properties", properties);
    if (type.isAnnotationPresent(JsonAdapter.class)) {
      // Which of its fields may be left out, only the adapter knows.
      return schema;
    }
    if (!required.isEmpty()) {
      schema.add("required", required);
    }
    schema.addProperty("additionalProperties", false);
    return schema;
  }

  private JsonObject collection(ParameterizedType type) {
    Type[] arguments = type.getActualTypeArguments();
    if (type.getRawType() == Map.class) {
      JsonObject schema = ofType("object");
      schema.add("additionalProperties", part(arguments[1]));
      return schema;
    }
    JsonObject schema = ofType("array");
    schema.add("items", part(arguments[0]));
    if (type.getRawType() == Set.class) {
      schema.addProperty("uniqueItems", true);
    }
    return schema;
  }

  private static JsonObject constants(Class<?> type) {
    JsonObject schema = ofType("string");
    JsonArray names = new JsonArray();
    WireNames.all(type).forEach(names::add);
    schema.add("enum", names);
    return schema;
  }

  private static JsonObject orNull(JsonObject schema) {
    if (schema.has("$ref")) {
      JsonArray either = new JsonArray();
      either.add(schema);
      either.add(ofType("null"));
      JsonObject nullable = new JsonObject();
      nullable.add("anyOf", either);
      return nullable;
    }
    if (schema.has("enum")) {
      schema.getAsJsonArray("enum").add(JsonNull.INSTANCE);
    }
    if (schema.get("type") instanceof JsonPrimitive type) {
      JsonArray types = new JsonArray();
      types.add(type);
      types.add("null");
      schema.add("type", types);
    }
    return schema;
  }

  private static JsonObject ofType(String type) {
    JsonObject schema = new JsonObject();
    schema.addProperty("type", type);
    return schema;
  }
}
