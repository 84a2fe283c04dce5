package dev.signalbox.launcher;

import dev.signalbox.bootstrap.ConfigurationException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Gives an option that is not on the command line its value from the environment, then from the
 * properties file that {@code SIGNALBOX_CONFIG} names: {@code --panel-port} is {@code
 * SIGNALBOX_PANEL_PORT} and {@code panel-port}.
 */
final class EnvironmentDefaults implements IDefaultValueProvider {
  private static final String PREFIX = "SIGNALBOX_";
  private static final String CONFIG = "SIGNALBOX_CONFIG";

  /** Read elsewhere: by the first start, by the script that starts the JVM, and below. */
  private static final Set<String> OTHERS =
      Set.of("SIGNALBOX_ADMIN_PASSWORD", "SIGNALBOX_JAVA_OPTIONS", CONFIG);

  private final Map<String, String> environment;
  private final Properties file;

  EnvironmentDefaults(Map<String, String> environment, Properties file) {
    this.environment = Map.copyOf(environment);
    this.file = file;
  }

  /** Reads the file too, where one is named; one that cannot be read is a fault. */
  static EnvironmentDefaults of(Map<String, String> environment) {
    Properties file = new Properties();
    String path = environment.get(CONFIG);
    if (path != null && !path.isBlank()) {
      try (Reader reader = Files.newBufferedReader(Path.of(path))) {
        file.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        throw new ConfigurationException(
            List.of(CONFIG + ": " + path + " (expected: a readable properties file): " + e));
      }
    }
    return new EnvironmentDefaults(environment, file);
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option)) {
      return null;
    }
    String set = environment.get(variable(option));
    return set != null ? set : file.getProperty(key(option));
  }

  /**
   * Returns the variables that look like ours and the keys of the file that neither the command nor
   * one below it knows.
   */
  Set<String> strangers(CommandLine command) {
    Set<String> known = new HashSet<>(OTHERS);
    addKnown(command, known);
    Set<String> strangers = new TreeSet<>();
    for (String name : environment.keySet()) {
      if (name.startsWith(PREFIX)) {
        strangers.add(name);
      }
    }
    strangers.addAll(file.stringPropertyNames());
    strangers.removeAll(known);
    return strangers;
  }

  private static void addKnown(CommandLine command, Set<String> known) {
    for (OptionSpec option : command.getCommandSpec().options()) {
      known.add(variable(option));
      known.add(key(option));
    }
    command.getSubcommands().values().forEach(below -> addKnown(below, known));
  }

  private static String variable(OptionSpec option) {
    return PREFIX + key(option).replace('-', '_').toUpperCase(Locale.ROOT);
  }

  private static String key(OptionSpec option) {
    return option.longestName().replaceFirst("^--", "");
  }
}
