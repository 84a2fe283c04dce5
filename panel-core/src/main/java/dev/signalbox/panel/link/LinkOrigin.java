package dev.signalbox.panel.link;

import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.link.control.LinkEnd;
import java.util.concurrent.CompletionStage;

/** Where the sockets of one link come from. */
interface LinkOrigin {
  /** Returns where the other end is, for the log. */
  String address();

  /**
   * Returns the daemon that is let in as the one that it says it is.
   *
   * @throws dev.signalbox.api.error.SignalboxException {@code join.unknown-daemon} where another
   *     was dialled
   */
  DaemonId expected(DaemonId said);

  /** Has streams opened for a link; fails where none can be. */
  CompletionStage<?> open(NetworkLink link, int count);

  /** A link is over, whether it was up or not. */
  void over(LinkEnd end);
}
