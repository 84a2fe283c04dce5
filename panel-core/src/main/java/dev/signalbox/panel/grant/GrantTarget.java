package dev.signalbox.panel.grant;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.id.InstanceId;

/**
 * What part of a daemon a grant is on.
 *
 * @param value the id of an instance, or {@code *} for the daemon itself and all its instances
 */
public record GrantTarget(String value) {
  /** The daemon itself and every instance of it. */
  public static final GrantTarget WHOLE_DAEMON = new GrantTarget("*");

  public GrantTarget {
    requireNonNull(value, "value");
    if (!value.equals("*")) {
      value = new InstanceId(value).value();
    }
  }

  /** Returns the target that is one instance. */
  public static GrantTarget of(InstanceId instance) {
    return new GrantTarget(instance.value());
  }

  /** Says whether it is the daemon itself and every instance of it. */
  public boolean isWholeDaemon() {
    return equals(WHOLE_DAEMON);
  }

  @Override
  public String toString() {
    return value;
  }
}
