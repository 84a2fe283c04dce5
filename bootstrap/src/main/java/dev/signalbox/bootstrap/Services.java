package dev.signalbox.bootstrap;

import com.google.inject.Injector;
import com.google.inject.Key;
import java.lang.reflect.Modifier;

/** Hands out the public services of an injector. */
final class Services {
  private Services() {}

  static <T> T get(Injector injector, Class<T> type, String root) {
    if (!type.isInterface()
        || !Modifier.isPublic(type.getModifiers())
        || !type.getName().startsWith(root)
        || injector.getExistingBinding(Key.get(type)) == null) {
      throw new IllegalArgumentException(
          "type: " + type.getName() + " (expected: a public service interface below " + root + ")");
    }
    return injector.getInstance(type);
  }
}
