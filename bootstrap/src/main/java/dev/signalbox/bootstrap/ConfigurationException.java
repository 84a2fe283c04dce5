package dev.signalbox.bootstrap;

import java.util.List;

/** A configuration that cannot be built, with every fault in it. */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> faults;

  /** Takes the faults, each as {@code name: value (expected: …)}; at least one. */
  public ConfigurationException(List<String> faults) {
    super(
        faults.size() == 1
            ? faults.get(0)
            : faults.size() + " faults in the configuration:\n  " + String.join("\n  ", faults));
    this.faults = List.copyOf(faults);
  }

  /** Returns the faults, each as {@code name: value (expected: …)}. */
  public List<String> faults() {
    return faults;
  }
}
