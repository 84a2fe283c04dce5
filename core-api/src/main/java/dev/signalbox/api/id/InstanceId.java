package dev.signalbox.api.id;

/** Names one instance; opaque to clients, 1 to 64 characters of {@code [A-Za-z0-9_-]}. */
public record InstanceId(String value) {
  public InstanceId {
    Ids.check("instance", value);
  }

  /** Returns a new random id of 80 bits. */
  public static InstanceId random() {
    return new InstanceId(Ids.random());
  }

  @Override
  public String toString() {
    return value;
  }
}
