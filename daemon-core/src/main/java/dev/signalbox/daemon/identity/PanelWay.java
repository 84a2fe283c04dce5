package dev.signalbox.daemon.identity;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.link.trust.TlsTrust;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How the link to the joined panel comes about.
 *
 * @param url of the panel, where this daemon dials it; else null
 * @param trust how TLS is verified in dialling
 */
public record PanelWay(Kind kind, @Nullable URI url, TlsTrust trust) {
  /** Who dials. */
  public enum Kind {
    /** Nobody: the panel is in the same program. */
    IN_PROCESS,
    /** This daemon. */
    DIAL,
    /** The panel. */
    AWAIT
  }

  public PanelWay {
    requireNonNull(kind, "kind");
    requireNonNull(trust, "trust");
    if ((kind == Kind.DIAL) != (url != null)) {
      throw new IllegalArgumentException("url: " + url + " (expected: one to dial only)");
    }
    if (url != null && !"https".equalsIgnoreCase(url.getScheme())) {
      throw new IllegalArgumentException("url: " + url + " (expected: https)");
    }
  }

  public static PanelWay inProcess() {
    return new PanelWay(Kind.IN_PROCESS, null, TlsTrust.AUTHORITY);
  }

  public static PanelWay dial(URI url, TlsTrust trust) {
    return new PanelWay(Kind.DIAL, url, trust);
  }

  public static PanelWay await() {
    return new PanelWay(Kind.AWAIT, null, TlsTrust.AUTHORITY);
  }
}
