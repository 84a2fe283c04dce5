package dev.signalbox.api.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.annotations.JsonAdapter;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Value to tree. */
final class JsonTree {
  private JsonTree() {}

  static JsonElement of(@Nullable Object value) {
    if (value == null) {
      return JsonNull.INSTANCE;
    }
    if (value instanceof JsonElement element) {
      return element;
    }
    Scalar<?> scalar = Scalar.of(value.getClass());
    if (scalar != null) {
      return scalar.write(value);
    }
    if (value.getClass().isAnnotationPresent(JsonAdapter.class)) {
      return Json.TEXT.toJsonTree(value);
    }
    if (value instanceof Enum<?> constant) {
      return new JsonPrimitive(WireNames.of(constant));
    }
    if (value instanceof Record) {
      return record(value);
    }
    if (value instanceof Collection<?> collection) {
      return array(collection);
    }
    if (value instanceof Map<?, ?> map) {
      return object(map);
    }
    throw new IllegalArgumentException(
        "value: a " + value.getClass().getName() + " (expected: one that Json writes)");
  }

  private static JsonElement record(Object value) {
    RecordShape shape = RecordShape.of(value.getClass());
    JsonObject object = new JsonObject();
    for (RecordShape.Component component : shape.components()) {
      Object member = component.of(value);
      if (shape.isValue()) {
        return of(member);
      }
      if (member != null || component.keepNull()) {
        object.add(component.name(), of(member));
      }
    }
    return object;
  }

  private static JsonArray array(Collection<?> collection) {
    JsonArray array = new JsonArray(collection.size());
    for (Object element : collection) {
      array.add(of(element));
    }
    return array;
  }

  private static JsonObject object(Map<?, ?> map) {
    JsonObject object = new JsonObject();
    map.forEach((name, value) -> object.add(of(name).getAsString(), of(value)));
    return object;
  }
}
