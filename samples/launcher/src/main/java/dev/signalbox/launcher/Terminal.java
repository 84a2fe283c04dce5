package dev.signalbox.launcher;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The person at the terminal, where there is one. */
final class Terminal {
  private final Console console;

  private Terminal(Console console) {
    this.console = console;
  }

  /** Returns it; empty where a script has redirected input or output. */
  static Optional<Terminal> find() {
    Console console = System.console();
    return console != null && isTerminal(console)
        ? Optional.of(new Terminal(console))
        : Optional.empty();
  }

  /** Asks a question; no answer is a no. */
  boolean agrees(String question) {
    String answer = console.readLine("%s [y/N] ", question);
    return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
  }

  /** Asks for a password, which is not shown; empty where the person just presses enter. */
  String password(String prompt) {
    char @Nullable [] typed = console.readPassword("%s ", prompt);
    return typed == null ? "" : new String(typed);
  }

  /** From Java 22 on there is a console without a terminal, too; it has a method that tells. */
  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (IllegalAccessException | InvocationTargetException e) {
      return false;
    }
  }
}
