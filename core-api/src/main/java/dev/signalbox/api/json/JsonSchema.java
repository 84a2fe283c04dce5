package dev.signalbox.api.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Set;

/** Type to JSON Schema. */
final class JsonSchema {
  private JsonSchema() {}

  static JsonObject of(Type type) {
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
    if (raw.isEnum()) {
      JsonObject schema = ofType("string");
      JsonArray names = new JsonArray();
      WireNames.all(raw).forEach(names::add);
      schema.add("enum", names);
      return schema;
    }
    RecordShape shape = RecordShape.of(raw);
    return shape.isValue() ? ofType("string") : record(shape);
  }

  private static JsonObject record(RecordShape shape) {
    JsonObject properties = new JsonObject();
    JsonArray required = new JsonArray();
    for (RecordShape.Component component : shape.components()) {
      JsonObject property = of(component.type());
      properties.add(component.name(), component.nullable() ? orNull(property) : property);
      if (!component.nullable()) {
        required.add(component.name());
      }
    }
    JsonObject schema = ofType("object");
    schema.add("properties", properties);
    if (!required.isEmpty()) {
      schema.add("required", required);
    }
    schema.addProperty("additionalProperties", false);
    return schema;
  }

  private static JsonObject collection(ParameterizedType type) {
    Type[] arguments = type.getActualTypeArguments();
    if (type.getRawType() == Map.class) {
      JsonObject schema = ofType("object");
      schema.add("additionalProperties", of(arguments[1]));
      return schema;
    }
    JsonObject schema = ofType("array");
    schema.add("items", of(arguments[0]));
    if (type.getRawType() == Set.class) {
      schema.addProperty("uniqueItems", true);
    }
    return schema;
  }

  private static JsonObject orNull(JsonObject schema) {
    if (schema.has("enum")) {
      schema.getAsJsonArray("enum").add(com.google.gson.JsonNull.INSTANCE);
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
