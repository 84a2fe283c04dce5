package dev.signalbox.launcher;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Gives an option that is not on the command line its value from the environment, then from a
 * properties file: {@code --panel-port} is {@code SIGNALBOX_PANEL_PORT} and {@code panel-port}.
 */
final class EnvironmentDefaults implements IDefaultValueProvider {
  private static final String PREFIX = "SIGNALBOX_";

  /** Read elsewhere: by the first start, and by the script that starts the JVM. */
  private static final Set<String> OTHERS =
      Set.of("SIGNALBOX_ADMIN_PASSWORD", "SIGNALBOX_JAVA_OPTIONS", "SIGNALBOX_CONFIG");

  private final Map<String, String> environment;
  private final Properties file;

  EnvironmentDefaults(Map<String, String> environment, Properties file) {
    this.environment = environment;
    this.file = file;
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option)) {
      return null;
    }
    String name = option.longestName().replaceFirst("^--", "");
    String set = environment.get(variable(name));
    return set != null ? set : file.getProperty(name);
  }

  /** Returns the variables that look like ours and are none of these options'. */
  Set<String> unknownVariables(List<OptionSpec> options) {
    Set<String> known =
        options.stream().map(o -> variable(o.longestName())).collect(Collectors.toSet());
    Set<String> unknown = new TreeSet<>();
    for (String name : environment.keySet()) {
      if (name.startsWith(PREFIX) && !known.contains(name) && !OTHERS.contains(name)) {
        unknown.add(name);
      }
    }
    return unknown;
  }

  /** Returns the keys of the file that are none of these options. */
  Set<String> unknownKeys(List<OptionSpec> options) {
    Set<String> known =
        options.stream()
            .map(o -> o.longestName().replaceFirst("^--", ""))
            .collect(Collectors.toSet());
    Set<String> unknown = new TreeSet<>(file.stringPropertyNames());
    unknown.removeAll(known);
    return unknown;
  }

  private static String variable(String option) {
    return PREFIX + option.replaceFirst("^--", "").replace('-', '_').toUpperCase(Locale.ROOT);
  }
}
