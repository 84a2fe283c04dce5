package dev.signalbox.api.diagnosis;

import java.util.Arrays;
import java.util.List;

/** What is expected at the end of a way. */
public enum Destination {
  /** A daemon's listener, as browsers and the panel reach it. */
  DAEMON("address.", "daemon", "/v1/host", "/v1/instances/diagnosis/console", "console"),
  /** A panel's listener, as a daemon reaches it. */
  PANEL("panel.", "panel", "/healthz", "/link/v1", "link");

  private final String prefix;
  private final String word;
  private final String path;
  private final String socketPath;
  private final String socket;

  Destination(String prefix, String word, String path, String socketPath, String socket) {
    this.prefix = prefix;
    this.word = word;
    this.path = path;
    this.socketPath = socketPath;
    this.socket = socket;
  }

  /** Returns the id of the check of a hop on the way there, such as {@code address.tcp}. */
  public String id(Hop hop) {
    return prefix + hop.id();
  }

  /** Returns the hops on the way there; only browsers, which ask daemons, have an origin. */
  public List<Hop> hops() {
    return Arrays.stream(Hop.values()).filter(hop -> this == DAEMON || hop != Hop.ORIGIN).toList();
  }

  /** Returns what it is called. */
  String word() {
    return word;
  }

  /** Returns the path of a request by which it is known. */
  String path() {
    return path;
  }

  /** Returns the path of a WebSocket that it has. */
  String socketPath() {
    return socketPath;
  }

  /** Returns the subprotocol of that WebSocket. */
  String subprotocol() {
    return "signalbox." + socket + ".v1";
  }
}
