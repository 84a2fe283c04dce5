package dev.signalbox.daemon.driver.process;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.instance.DriverSpec;
import dev.signalbox.api.instance.FieldReader;
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
 * @param encoding of its input and output; one in which a line end is the byte 10
 */
record ProcessOptions(
    List<String> command,
    Map<String, String> environment,
    @Nullable String user,
    Charset encoding) {
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final int MOST_BYTES = 96 << 10;

  ProcessOptions {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    requireNonNull(encoding, "encoding");
  }

  static ProcessOptions parse(DriverSpec spec) {
    FieldReader fields = FieldReader.of(spec.options(), "driver");
    List<String> command = fields.strings("command");
    Map<String, String> environment = fields.stringMap("environment");
    String user = fields.string("user", null);
    Charset encoding = encoding(fields);
    fields.finish();
    checkCommand(fields, command);
    checkEnvironment(fields, environment);
    return new ProcessOptions(command, environment, user, encoding);
  }

  private static void checkCommand(FieldReader fields, List<String> command) {
    if (command.isEmpty() || command.get(0).isBlank()) {
      throw fields.fault("command", command, "a program and its arguments");
    }
    int bytes = 0;
    for (int i = 0; i < command.size(); i++) {
      String argument = command.get(i);
      if (argument.indexOf('\0') >= 0) {
        throw fields.fault("command[" + i + "]", "holds NUL", "text without NUL");
      }
      bytes += argument.getBytes(StandardCharsets.UTF_8).length + 1;
    }
    if (bytes > MOST_BYTES) {
      throw fields.fault("command", bytes + " bytes", "at most " + MOST_BYTES);
    }
  }

  private static void checkEnvironment(FieldReader fields, Map<String, String> environment) {
    int bytes = 0;
    for (Map.Entry<String, String> entry : environment.entrySet()) {
      String name = entry.getKey();
      String value = entry.getValue();
      if (!VARIABLE.matcher(name).matches() || name.startsWith("SIGNALBOX_")) {
        throw fields.fault(
            "environment." + name, "name", "A-Z a-z 0-9 _, and not SIGNALBOX_ in front");
      }
      if (value.indexOf('\0') >= 0) {
        throw fields.fault("environment." + name, "holds NUL", "text without NUL");
      }
      bytes += name.length() + value.getBytes(StandardCharsets.UTF_8).length + 2;
    }
    if (bytes > MOST_BYTES) {
      throw fields.fault("environment", bytes + " bytes", "at most " + MOST_BYTES);
    }
  }

  private static Charset encoding(FieldReader fields) {
    String name = fields.string("encoding", null);
    if (name == null) {
      return StandardCharsets.UTF_8;
    }
    String expected = "a character set such as UTF-8, GBK or ISO-8859-1";
    try {
      Charset charset = Charset.forName(name);
      if (!charset.canEncode() || !isLineEndOneByte(charset)) {
        throw fields.fault("encoding", name, expected + ", with a line end of one byte");
      }
      return charset;
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw fields.fault("encoding", name, expected);
    }
  }

  private static boolean isLineEndOneByte(Charset charset) {
    byte[] end = "\n".getBytes(charset);
    return end.length == 1 && end[0] == '\n';
  }
}
