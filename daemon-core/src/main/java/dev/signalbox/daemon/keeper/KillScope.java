package dev.signalbox.daemon.keeper;

/** How {@link KeptProcess#kill()} reaches what a program has started. */
public enum KillScope {
  /** By {@code cgroup.kill} of cgroup v2: nothing escapes. */
  CGROUP_V2,
  /** By freezing a cgroup v2 and killing its members: nothing escapes. */
  CGROUP_V2_FREEZER,
  /** By freezing a cgroup v1 and killing its members: nothing escapes. */
  CGROUP_V1_FREEZER,
  /**
   * By a search for what descends from the program or carries its {@code SIGNALBOX_INSTANCE}: a
   * process that left both behind escapes.
   */
  BEST_EFFORT
}
