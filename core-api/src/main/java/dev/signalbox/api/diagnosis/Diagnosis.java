package dev.signalbox.api.diagnosis;

import java.util.List;

/** All that was looked at, in the order in which one thing needs the other. */
public record Diagnosis(List<Check> checks) {
  public Diagnosis {
    checks = List.copyOf(checks);
  }
}
