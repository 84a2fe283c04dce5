package dev.signalbox.architecture.faults.panel.published;

/** Publishes a class that does work. */
public final class PublicWork {
  private final String name;

  /** Keeps a name. */
  public PublicWork(String name) {
    this.name = name;
  }

  /** Returns the name. */
  public String name() {
    return name;
  }
}
