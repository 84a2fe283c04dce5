package dev.signalbox.api.id;

/** Names one person; opaque to clients, 1 to 64 characters of {@code [A-Za-z0-9_-]}. */
public record UserId(String value) {
  public UserId {
    Ids.check("user", value);
  }

  /** Returns a new random id of 80 bits. */
  public static UserId random() {
    return new UserId(Ids.random());
  }

  @Override
  public String toString() {
    return value;
  }
}
