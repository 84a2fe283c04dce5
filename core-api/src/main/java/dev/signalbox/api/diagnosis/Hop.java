package dev.signalbox.api.diagnosis;

/** The hops on the way to a server, in the order in which one needs the other. */
public enum Hop {
  KIND("kind", "Kind of address"),
  NAME("name", "The name is found"),
  TCP("tcp", "The port is reached"),
  TLS("tls", "The connection is encrypted"),
  CHAIN("certificate-chain", "The certificate is from a trusted authority"),
  CERTIFICATE_NAME("certificate-name", "The certificate is for this name"),
  EXPIRY("certificate-expiry", "The certificate is in date"),
  CLOCK("clock", "The clocks agree"),
  HTTP("http", "The right server answers"),
  WEBSOCKET("websocket", "WebSockets get through"),
  ORIGIN("origin", "Pages of the panel are let in");

  private final String id;
  private final String title;

  Hop(String id, String title) {
    this.id = id;
    this.title = title;
  }

  /** Returns the check's id behind the prefix that says whose way it is. */
  public String id() {
    return id;
  }

  /** Returns what is looked at, in plain words. */
  public String title() {
    return title;
  }
}
