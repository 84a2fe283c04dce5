package dev.signalbox.daemon.operation;

import dev.signalbox.api.http.HttpHandler;

/** The daemon's API, for whoever comes: each request passes by its ticket. */
public interface DaemonHandlers {
  /** Returns what answers on the network: it also looks at the Host and speaks CORS. */
  HttpHandler listener();

  /** Returns what answers on the link. */
  HttpHandler link();
}
