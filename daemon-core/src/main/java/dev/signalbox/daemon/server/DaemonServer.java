package dev.signalbox.daemon.server;

import dev.signalbox.api.lifecycle.Managed;
import java.security.cert.X509Certificate;

/** The daemon's listener. */
public interface DaemonServer extends Managed {
  /** Returns the port that it listens on; only once it has started. */
  int port();

  /** Returns the certificate that it serves; only once it has started. */
  X509Certificate certificate();
}
