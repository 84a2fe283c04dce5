package dev.signalbox.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.regex.Pattern;

/** Reports a class whose text constants name a shell and the option that has it read a string. */
final class NoShellStrings extends ArchCondition<JavaClass> {
  private static final Pattern SHELL =
      Pattern.compile("(.*[/\\\\])?(ba|da|z|k)?sh|cmd(\\.exe)?|(powershell|pwsh)(\\.exe)?");
  private static final Set<String> READS_A_STRING =
      Set.of("-c", "-lc", "-ec", "/c", "/C", "-Command");
  private static final Pattern BOTH = Pattern.compile("(?s).*\\b(ba|da|z|k)?sh\\s+-\\w*c\\b.*");

  NoShellStrings() {
    super("give no shell a string to read");
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    Set<String> constants = constants(type);
    boolean asks =
        (constants.stream().anyMatch(text -> SHELL.matcher(text).matches())
                && constants.stream().anyMatch(READS_A_STRING::contains))
            || constants.stream().anyMatch(text -> BOTH.matcher(text).matches());
    events.add(
        new SimpleConditionEvent(
            type, !asks, type.getName() + " names a shell and the option to read a string"));
  }

  private static Set<String> constants(JavaClass type) {
    try {
      return TextConstants.of(type.getSource().orElseThrow().getUri());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
