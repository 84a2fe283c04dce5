package dev.signalbox.daemon.keeper;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to launch.
 *
 * @param id a new id; a folder of this id must not exist
 * @param directory where the program starts; absolute
 * @param command the program and its arguments, passed on as they are; a program without a slash is
 *     looked up in the {@code PATH} of {@code environment}, one with a slash is relative to {@code
 *     directory}
 * @param environment the whole environment of the program; only {@code SIGNALBOX_INSTANCE} is
 *     added. Names are {@code [A-Za-z_][A-Za-z0-9_]*}
 * @param user whom it runs as, null for the daemon's own user; only where the capabilities say
 *     {@code dropsUser}
 * @param firstOffset the offset of its first byte of output, 0 or more
 */
public record KeptSpec(
    KeptId id,
    Path directory,
    List<String> command,
    Map<String, String> environment,
    @Nullable KeptUser user,
    long firstOffset) {
  public KeptSpec {
    requireNonNull(id, "id");
    if (!directory.isAbsolute()) {
      throw new IllegalArgumentException("directory: " + directory + " (expected: absolute)");
    }
    command = List.copyOf(command);
    if (command.isEmpty() || command.get(0).isEmpty()) {
      throw new IllegalArgumentException("command: " + command + " (expected: a program)");
    }
    environment = Map.copyOf(environment);
    command.forEach(argument -> refuseNul("command", argument));
    environment.forEach(KeptSpec::checkVariable);
    if (firstOffset < 0) {
      throw new IllegalArgumentException("firstOffset: " + firstOffset + " (expected: 0 or more)");
    }
  }

  private static void checkVariable(String name, String value) {
    boolean named = !name.isEmpty() && (name.charAt(0) < '0' || name.charAt(0) > '9');
    for (int i = 0; named && i < name.length(); i++) {
      char c = name.charAt(i);
      named = c == '_' || (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
    }
    if (!named) {
      throw new IllegalArgumentException(
          "environment: " + name + " (expected: a name of A-Z a-z 0-9 _)");
    }
    refuseNul("environment", value);
  }

  private static void refuseNul(String name, String value) {
    if (value.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(name + ": holds NUL (expected: text without NUL)");
    }
  }

  /** Returns the command only, since the environment may hold secrets. */
  @Override
  public String toString() {
    return "KeptSpec[" + id + " " + command + "]";
  }
}
