package dev.signalbox.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The jar as a command that ends by itself, away from any terminal. */
final class Command {
  /** What came of it. */
  record Result(int exit, String out, String err) {
    /** Checks the exit code, and shows everything where it is another. */
    Result expect(int expected) {
      assertThat(exit).as(out + err).isEqualTo(expected);
      return this;
    }

    String lastLine() {
      List<String> lines = out.lines().toList();
      return lines.get(lines.size() - 1);
    }

    JsonObject json() {
      return JsonParser.parseString(out).getAsJsonObject();
    }
  }

  private Command() {}

  /** Runs it with nothing on its standard input. */
  static Result run(String... arguments) throws IOException, InterruptedException {
    return reading("", arguments);
  }

  /** Runs it with a text on its standard input. */
  static Result reading(String input, String... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                Path.of("target", "signalbox.jar").toAbsolutePath().toString()));
    command.addAll(Arrays.asList(arguments));
    Path out = Files.createTempFile("command", ".out");
    Path err = Files.createTempFile("command", ".err");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try (var standardInput = process.getOutputStream()) {
      standardInput.write(input.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(String.join(" ", arguments)).isTrue();
    return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
  }
}
