package dev.signalbox.panel.diagnosis;

/** What is looked at besides the ways to a daemon's addresses. */
public enum LinkCheck {
  /** Whether the daemon has its link to the panel. */
  LINK("link", "The daemon has its link"),
  /** How long a message takes over it. */
  LATENCY("link.latency", "The link is quick"),
  /** Told where the daemon has no address. */
  NO_ADDRESS("address.none", "The daemon has an address");

  private final String id;
  private final String title;

  LinkCheck(String id, String title) {
    this.id = id;
    this.title = title;
  }

  /** Returns the check's id; permanent. */
  public String id() {
    return id;
  }

  /** Returns what is looked at, in plain words. */
  public String title() {
    return title;
  }
}
