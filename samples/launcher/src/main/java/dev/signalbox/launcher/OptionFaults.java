package dev.signalbox.launcher;

import dev.signalbox.bootstrap.ConfigurationException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the texts of options and gathers what is wrong with them; where that is something, what was
 * read means nothing.
 */
final class OptionFaults {
  private final List<String> found = new ArrayList<>();

  void add(String name, Object value, String expected) {
    found.add(name + ": " + value + " (expected: " + expected + ")");
  }

  Path directory(String name, String value) {
    try {
      if (!value.isBlank()) {
        return Path.of(value).toAbsolutePath().normalize();
      }
    } catch (InvalidPathException e) {
      // Told below, together with what else is wrong.
    }
    add(name, value, "a directory");
    return Path.of("");
  }

  int port(String name, String value) {
    Integer port = integer(value);
    if (port == null || port < 0 || port > 65535) {
      add(name, value, "0..65535");
      return 0;
    }
    return port;
  }

  Duration duration(String name, String value) {
    try {
      Duration duration = Duration.parse(value.strip());
      if (!duration.isNegative()) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      // Told below, together with what else is wrong.
    }
    add(name, value, "0 or more, such as PT15M");
    return Duration.ZERO;
  }

  /**
   * Returns what the reader takes; it words what it does not take as {@code what: value (expected:
   * …)}.
   */
  List<String> all(String name, List<String> values, Consumer<String> reader) {
    List<String> good = new ArrayList<>();
    for (String value : values) {
      try {
        reader.accept(value);
        good.add(value);
      } catch (IllegalArgumentException e) {
        String told = String.valueOf(e.getMessage());
        found.add(name + told.substring(told.indexOf(':')));
      }
    }
    return good;
  }

  /** Returns what the reader takes, else an empty text. */
  String one(String name, String value, Consumer<String> reader) {
    return all(name, List.of(value), reader).stream().findFirst().orElse("");
  }

  /** Plans something; the faults of the options and what the plan finds are told together. */
  <T> T plan(Supplier<T> plan) {
    Set<String> all = new LinkedHashSet<>(found);
    try {
      T planned = plan.get();
      if (all.isEmpty()) {
        return planned;
      }
    } catch (ConfigurationException e) {
      all.addAll(e.faults());
    }
    throw new ConfigurationException(List.copyOf(all));
  }

  /**
   * Ends the command where something is wrong.
   *
   * @throws ConfigurationException with every fault
   */
  void raise() {
    if (!found.isEmpty()) {
      throw new ConfigurationException(List.copyOf(found));
    }
  }

  private static @Nullable Integer integer(String value) {
    try {
      return Integer.valueOf(value.strip());
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
