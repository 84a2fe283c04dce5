package dev.signalbox.api.json;

import com.google.gson.JsonElement;
import com.google.gson.annotations.SerializedName;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a record type consists of, looked up once per type. */
final class RecordShape {
  private static final ClassValue<RecordShape> SHAPES =
      new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
          return new RecordShape(type);
        }
      };

  /**
   * One component.
   *
   * @param name the name in JSON
   * @param nullable whether it may be absent
   * @param keepNull whether a null is written
   * @param whenAbsent what it is where it is left out, or null where nothing says so
   */
  record Component(
      String name,
      Type type,
      boolean nullable,
      boolean keepNull,
      @Nullable JsonElement whenAbsent,
      Method accessor) {
    @Nullable Object of(Object owner) {
      try {
        return accessor.invoke(owner);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException("an accessor is closed: " + accessor, e);
      } catch (InvocationTargetException e) {
        throw new IllegalStateException("an accessor failed: " + accessor, e.getCause());
      }
    }
  }

  private final Map<String, Component> components = new LinkedHashMap<>();
  private final Constructor<?> constructor;
  private final boolean value;

  private RecordShape(Class<?> type) {
    RecordComponent[] declared = type.getRecordComponents();
    Class<?>[] raw = new Class<?>[declared.length];
    for (int i = 0; i < declared.length; i++) {
      raw[i] = declared[i].getType();
      Component component = component(declared[i]);
      components.put(component.name(), component);
    }
    try {
      constructor = type.getDeclaredConstructor(raw);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("a record without its constructor: " + type, e);
    }
    constructor.setAccessible(true);
    value = declared.length == 1 && declared[0].getName().equals("value") && raw[0] == String.class;
  }

  static RecordShape of(Class<?> type) {
    if (!type.isRecord()) {
      throw new IllegalArgumentException("type: " + type.getName() + " (expected: a record)");
    }
    return SHAPES.get(type);
  }

  private static Component component(RecordComponent declared) {
    SerializedName explicit = declared.getAccessor().getAnnotation(SerializedName.class);
    WhenAbsent absent = declared.getAnnotation(WhenAbsent.class);
    declared.getAccessor().setAccessible(true);
    return new Component(
        explicit == null ? declared.getName() : explicit.value(),
        declared.getGenericType(),
        declared.getAnnotatedType().isAnnotationPresent(Nullable.class),
        declared.isAnnotationPresent(KeepNull.class),
        absent == null ? null : Json.parse(absent.value()),
        declared.getAccessor());
  }

  Iterable<Component> components() {
    return components.values();
  }

  @Nullable Component component(String name) {
    return components.get(name);
  }

  int size() {
    return components.size();
  }

  /** Says whether the record only gives a string a type, as ids do. */
  boolean isValue() {
    return value;
  }

  /** Calls the canonical constructor; what it throws comes out as it is. */
  Object create(@Nullable Object[] arguments) {
    try {
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw new IllegalStateException("a constructor failed: " + constructor, e.getCause());
    } catch (InstantiationException | IllegalAccessException e) {
      throw new IllegalStateException("a constructor is closed: " + constructor, e);
    }
  }
}
