package dev.signalbox.daemon.server;

import dev.signalbox.api.http.HttpHandler;
import java.util.Optional;

/** Where a panel dials this daemon, on the daemon's own listener. */
public interface LinkEntrance {
  /** The paths below which the entrance is. */
  String PREFIX = "/link/";

  /** Returns what answers there; empty where no panel dials. */
  Optional<HttpHandler> handler();
}
