package dev.signalbox.daemon.link;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.link.JoinCode;
import java.net.URI;

/** How a daemon comes to its panel. */
public sealed interface Uplink {
  /** The panel is in the same program. */
  record InProcess(JoinCode code) implements Uplink {
    public InProcess {
      requireNonNull(code, "code");
    }
  }

  /**
   * The panel is elsewhere, and joined by a code where that is not done.
   *
   * @param panel its address, https
   */
  record ByCode(URI panel, String code) implements Uplink {
    public ByCode {
      requireNonNull(panel, "panel");
      requireNonNull(code, "code");
    }

    /** Leaves the code out. */
    @Override
    public String toString() {
      return "ByCode[" + panel + "]";
    }
  }

  /** The panel is elsewhere, and was joined before. */
  record Joined() implements Uplink {}
}
