package dev.signalbox.daemon.keeper;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * Names one run of one instance.
 *
 * @param instance the instance's id; 1 to 64 of {@code A-Z a-z 0-9 _ -}
 * @param run what tells this start from every other one; random, the same alphabet
 */
public record KeptId(String instance, String run) {
  private static final Pattern PART = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  public KeptId {
    check("instance", instance);
    check("run", run);
  }

  private static void check(String name, String value) {
    if (!PART.matcher(requireNonNull(value, name)).matches()) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: " + PART + ")");
    }
  }

  /** Returns {@code instance.run}, which is also the value of {@code SIGNALBOX_INSTANCE}. */
  @Override
  public String toString() {
    return instance + "." + run;
  }
}
