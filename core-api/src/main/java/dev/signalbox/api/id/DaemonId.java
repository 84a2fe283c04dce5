package dev.signalbox.api.id;

/** Names one daemon; opaque to clients, 1 to 64 characters of {@code [A-Za-z0-9_-]}. */
public record DaemonId(String value) {
  public DaemonId {
    Ids.check("daemon", value);
  }

  /** Returns a new random id of 80 bits. */
  public static DaemonId random() {
    return new DaemonId(Ids.random());
  }

  @Override
  public String toString() {
    return value;
  }
}
