package dev.signalbox.api.instance;

/**
 * What an instance uses just now, all its processes together; zeros when it does not run.
 *
 * @param cpu cores kept busy since the last look, so 1.5 is one and a half; at least 0
 * @param memory resident bytes, at least 0
 */
public record InstanceUsage(double cpu, long memory) {
  /** What does not run uses nothing. */
  public static final InstanceUsage NONE = new InstanceUsage(0, 0);
}
