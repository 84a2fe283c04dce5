package dev.signalbox.daemon.server;

import dev.signalbox.api.lifecycle.Managed;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** The daemon's listener. */
public interface DaemonServer extends Managed {
  /** Returns the port that it listens on; only once it has started. */
  int port();

  /** Returns the certificate that it serves, if it serves one; only once it has started. */
  Optional<X509Certificate> certificate();
}
