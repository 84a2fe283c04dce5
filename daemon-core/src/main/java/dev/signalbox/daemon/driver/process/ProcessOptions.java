package dev.signalbox.daemon.driver.process;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.instance.DriverSpec;
import dev.signalbox.api.json.Json;
import dev.signalbox.api.json.WhenAbsent;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The options of {@code driver.type: process}.
 *
 * @param command the program and its arguments, passed on as they are
 * @param environment what it sees besides the few names that every instance has
 * @param user {@code uid} or {@code uid:gid}, or null for the daemon's choice
 * @param encoding the name of the character set of its input and output; one in which a line end is
 *     the byte 10
 */
record ProcessOptions(
    @WhenAbsent("[]") List<String> command,
    @WhenAbsent("{}") Map<String, String> environment,
    @Nullable String user,
    @WhenAbsent("\"UTF-8\"") String encoding) {
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final int MOST_BYTES = 96 << 10;

  ProcessOptions {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    checkCommand(command);
    checkEnvironment(environment);
    checkEncoding(encoding);
  }

  static ProcessOptions of(DriverSpec spec) {
    return Json.read(spec.options(), ProcessOptions.class, "driver");
  }

  Charset charset() {
    return Charset.forName(encoding);
  }

  private static void checkCommand(List<String> command) {
    if (command.isEmpty() || command.get(0).isBlank()) {
      throw fault("command", command, "a program and its arguments");
    }
    int bytes = 0;
    for (int i = 0; i < command.size(); i++) {
      String argument = command.get(i);
      if (argument.indexOf('\0') >= 0) {
        throw fault("command[" + i + "]", "holds NUL", "text without NUL");
      }
      bytes += argument.getBytes(StandardCharsets.UTF_8).length + 1;
    }
    if (bytes > MOST_BYTES) {
      throw fault("command", bytes + " bytes", "at most " + MOST_BYTES);
    }
  }

  private static void checkEnvironment(Map<String, String> environment) {
    int bytes = 0;
    for (Map.Entry<String, String> entry : environment.entrySet()) {
      String name = entry.getKey();
      String value = entry.getValue();
      if (!VARIABLE.matcher(name).matches() || name.startsWith("SIGNALBOX_")) {
        throw fault("environment." + name, "name", "A-Z a-z 0-9 _, and not SIGNALBOX_ in front");
      }
      if (value.indexOf('\0') >= 0) {
        throw fault("environment." + name, "holds NUL", "text without NUL");
      }
      bytes += name.length() + value.getBytes(StandardCharsets.UTF_8).length + 2;
    }
    if (bytes > MOST_BYTES) {
      throw fault("environment", bytes + " bytes", "at most " + MOST_BYTES);
    }
  }

  private static void checkEncoding(String name) {
    String expected = "a character set such as UTF-8, GBK or ISO-8859-1";
    try {
      Charset charset = Charset.forName(name);
      if (!charset.canEncode() || !isLineEndOneByte(charset)) {
        throw fault("encoding", name, expected + ", with a line end of one byte");
      }
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw fault("encoding", name, expected);
    }
  }

  private static boolean isLineEndOneByte(Charset charset) {
    byte[] end = "\n".getBytes(charset);
    return end.length == 1 && end[0] == '\n';
  }

  private static SignalboxException fault(String name, Object value, String expected) {
    return SignalboxException.invalid(name, name + ": " + value + " (expected: " + expected + ")");
  }
}
