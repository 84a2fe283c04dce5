package dev.signalbox.panel.grant;

import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.id.UserId;
import dev.signalbox.panel.access.Grants;
import java.util.List;

/** Keeps what persons were granted. Safe for many threads; every call blocks. */
public interface GrantService extends Grants {
  /** Returns all grants of a person, by daemon and target. Throws {@code user.unknown}. */
  List<Grant> list(UserId user);

  /**
   * Sets what a person may do on a target, replacing what was granted on it before. Throws {@code
   * user.unknown}, and {@code request.invalid} where no permission is given.
   */
  void put(UserId user, Grant grant);

  /** Takes back what was granted on a target. Throws {@code grant.unknown}. */
  void delete(UserId user, DaemonId daemon, GrantTarget target);

  /** Takes back whatever anybody was granted on a daemon that is gone. */
  void forget(DaemonId daemon);
}
