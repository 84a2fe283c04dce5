package dev.signalbox.daemon.keeper;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What the keeper can promise on this system.
 *
 * @param outlivesDaemon whether processes go on when the daemon ends
 * @param killsTree how a kill reaches the whole tree
 * @param dropsUser whether a process can run as another user than the daemon's
 * @param limitations a sentence for each thing that is less than it could be, and why
 */
public record KeeperCapabilities(
    boolean outlivesDaemon, KillScope killsTree, boolean dropsUser, List<String> limitations) {
  public KeeperCapabilities {
    requireNonNull(killsTree, "killsTree");
    limitations = List.copyOf(limitations);
  }
}
