package dev.signalbox.daemon.driver.process;

import static java.util.Objects.requireNonNull;

import dev.signalbox.daemon.driver.RunUser;
import java.util.Map;

/**
 * Who may run as whom.
 *
 * @param root whether the daemon is root, and so can become another user
 * @param unprivileged whom an instance runs as where the daemon is root and none is named
 * @param allowRootInstances whether an instance may name root or a system account (a uid below
 *     1000)
 * @param inherited the daemon's own environment, of which an instance sees a few names
 */
public record ProcessConfig(
    boolean root, RunUser unprivileged, boolean allowRootInstances, Map<String, String> inherited) {
  /** The uid and gid of instances where the operator names no other. */
  public static final RunUser UNPRIVILEGED = new RunUser(64321, 64321);

  /**
   * Returns the usual: {@link #UNPRIVILEGED} where this process is root, its own user elsewhere,
   * and this process's environment.
   */
  public static ProcessConfig ofThisProcess(boolean root, boolean allowRootInstances) {
    return new ProcessConfig(root, UNPRIVILEGED, allowRootInstances, System.getenv());
  }

  public ProcessConfig {
    requireNonNull(unprivileged, "unprivileged");
    inherited = Map.copyOf(inherited);
    if (root && unprivileged.uid() == 0) {
      throw new IllegalArgumentException("unprivileged: 0 (expected: not root)");
    }
  }
}
