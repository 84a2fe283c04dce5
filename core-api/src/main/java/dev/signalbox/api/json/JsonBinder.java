package dev.signalbox.api.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.annotations.JsonAdapter;
import dev.signalbox.api.error.SignalboxException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tree to record, naming the path of whatever does not fit. */
final class JsonBinder {
  private JsonBinder() {}

  static <T> T bind(FieldPath path, JsonElement tree, Class<T> type) {
    return type.cast(value(path, tree, type));
  }

  private static Object value(FieldPath path, JsonElement tree, Type type) {
    if (type instanceof ParameterizedType generic) {
      return collection(path, tree, generic);
    }
    if (!(type instanceof Class<?> raw)) {
      throw unsupported(type);
    }
    if (JsonElement.class.isAssignableFrom(raw)) {
      return kept(path, tree, raw);
    }
    Scalar<?> scalar = Scalar.of(raw);
    if (scalar != null) {
      return scalar.read(path, tree);
    }
    if (raw.isEnum()) {
      return constant(path, tree, raw);
    }
    if (raw.isAnnotationPresent(JsonAdapter.class)) {
      return adapted(path, tree, raw);
    }
    if (!raw.isRecord()) {
      throw unsupported(type);
    }
    RecordShape shape = RecordShape.of(raw);
    return shape.isValue() ? typedString(path, tree, shape) : record(path, tree, shape);
  }

  private static Object record(FieldPath path, JsonElement tree, RecordShape shape) {
    if (!(tree instanceof JsonObject object)) {
      throw Faults.wrongKind(path, tree, "an object");
    }
    for (String name : object.keySet()) {
      if (shape.component(name) == null) {
        throw Faults.invalid(path.member(name), "unknown (expected: no such field)");
      }
    }
    @Nullable Object[] arguments = new @Nullable Object[shape.size()];
    int i = 0;
    for (RecordShape.Component component : shape.components()) {
      arguments[i++] = member(path.member(component.name()), object, component);
    }
    return create(path, shape, arguments);
  }

  private static @Nullable Object member(
      FieldPath path, JsonObject object, RecordShape.Component component) {
    JsonElement member = object.get(component.name());
    if (member != null && !member.isJsonNull()) {
      return value(path, member, component.type());
    }
    JsonElement absent = component.whenAbsent();
    if (absent != null && !absent.isJsonNull()) {
      return value(path, absent.deepCopy(), component.type());
    }
    if (component.nullable()) {
      return null;
    }
    throw Faults.invalid(path, (member == null ? "missing" : "null") + " (expected: a value)");
  }

  private static Object create(FieldPath path, RecordShape shape, @Nullable Object[] arguments) {
    try {
      return shape.create(arguments);
    } catch (IllegalArgumentException e) {
      throw Faults.refused(path, shape, e);
    } catch (SignalboxException e) {
      throw Faults.refused(path, e);
    }
  }

  private static Object typedString(FieldPath path, JsonElement tree, RecordShape shape) {
    Object text = value(path, tree, String.class);
    return create(path, shape, new @Nullable Object[] {text});
  }

  private static Object constant(FieldPath path, JsonElement tree, Class<?> type) {
    String name = (String) value(path, tree, String.class);
    for (Object constant : type.getEnumConstants()) {
      if (WireNames.of((Enum<?>) constant).equals(name)) {
        return constant;
      }
    }
    throw Faults.invalid(
        path,
        FieldPath.shortened(name) + " (expected: " + String.join(", ", WireNames.all(type)) + ")");
  }

  private static Object adapted(FieldPath path, JsonElement tree, Class<?> raw) {
    try {
      return Json.TEXT.fromJson(tree, raw);
    } catch (SignalboxException e) {
      throw Faults.refused(path, e);
    } catch (JsonParseException | IllegalArgumentException e) {
      throw Faults.invalid(path, "malformed (expected: a " + raw.getSimpleName() + ")");
    }
  }

  private static Object kept(FieldPath path, JsonElement tree, Class<?> raw) {
    if (!raw.isInstance(tree)) {
      throw Faults.wrongKind(path, tree, raw == JsonObject.class ? "an object" : "an array");
    }
    return tree;
  }

  private static Object collection(FieldPath path, JsonElement tree, ParameterizedType type) {
    Type[] arguments = type.getActualTypeArguments();
    if (type.getRawType() == List.class) {
      return Collections.unmodifiableList(elements(path, tree, arguments[0]));
    }
    if (type.getRawType() == Set.class) {
      List<Object> elements = elements(path, tree, arguments[0]);
      Set<Object> set = new LinkedHashSet<>(elements);
      if (set.size() < elements.size()) {
        throw Faults.invalid(path, "an element twice (expected: each once)");
      }
      return Collections.unmodifiableSet(set);
    }
    if (type.getRawType() == Map.class && arguments[0] == String.class) {
      return Collections.unmodifiableMap(entries(path, tree, arguments[1]));
    }
    throw unsupported(type);
  }

  private static List<Object> elements(FieldPath path, JsonElement tree, Type type) {
    if (!(tree instanceof JsonArray array)) {
      throw Faults.wrongKind(path, tree, "an array");
    }
    List<Object> elements = new ArrayList<>(array.size());
    for (JsonElement element : array) {
      elements.add(present(path.element(elements.size()), element, type));
    }
    return elements;
  }

  private static Map<String, Object> entries(FieldPath path, JsonElement tree, Type type) {
    if (!(tree instanceof JsonObject object)) {
      throw Faults.wrongKind(path, tree, "an object");
    }
    Map<String, Object> entries = new LinkedHashMap<>();
    object
        .asMap()
        .forEach((name, member) -> entries.put(name, present(path.member(name), member, type)));
    return entries;
  }

  private static Object present(FieldPath path, JsonElement tree, Type type) {
    if (tree.isJsonNull()) {
      throw Faults.invalid(path, "null (expected: a value)");
    }
    return value(path, tree, type);
  }

  private static IllegalArgumentException unsupported(Type type) {
    return new IllegalArgumentException(
        "type: " + type.getTypeName() + " (expected: one that Json reads)");
  }
}
