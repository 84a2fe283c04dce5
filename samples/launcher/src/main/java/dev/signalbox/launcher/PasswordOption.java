package dev.signalbox.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a password comes from: a file, the person at the terminal, standard input, or nowhere. */
final class PasswordOption {
  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description =
          "A file whose first line is the password. Without it the password is asked for on the"
              + " terminal, or read from standard input where there is none; where it is empty, one"
              + " is made and printed.")
  private @Nullable String file;

  /** Returns the password that somebody chose, else one that nobody did. */
  NewPassword choose(String username) {
    String text = file == null ? ask(username) : firstLine(file);
    if (text.isEmpty() && file != null) {
      throw new CommandException(file + " has no password in its first line");
    }
    return text.isEmpty() ? NewPassword.random() : NewPassword.chosen(text);
  }

  private static String ask(String username) {
    Optional<Terminal> terminal = Terminal.find();
    if (terminal.isEmpty()) {
      return standardInput();
    }
    String text = terminal.get().password("Password of " + username + " (empty to have one made):");
    if (!text.isEmpty() && !terminal.get().password("The same again:").equals(text)) {
      throw new CommandException("the two passwords differ. Nothing was done.");
    }
    return text;
  }

  /** Reads one line, and leaves the rest to nobody: no one else reads it in this program. */
  private static String standardInput() {
    try {
      String line =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
      return line == null ? "" : line;
    } catch (IOException e) {
      throw new CommandException("standard input cannot be read: " + e.getMessage(), e);
    }
  }

  private static String firstLine(String file) {
    try (BufferedReader reader = Files.newBufferedReader(Path.of(file))) {
      String line = reader.readLine();
      return line == null ? "" : line;
    } catch (IOException | InvalidPathException e) {
      throw new CommandException(file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
