package dev.signalbox.architecture;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/**
 * One rule of the design, and the seeded faults that it must report.
 *
 * @param name what the rule claims, for the test report
 * @param rule the check itself
 * @param faults simple names of the types below {@code faults} that break it, every one of them and
 *     no other
 */
record Rule(String name, ArchRule rule, List<String> faults) {
  static Rule of(String name, ArchRule rule, String... faults) {
    return new Rule(name, rule, List.of(faults));
  }

  @Override
  public String toString() {
    return name;
  }
}
