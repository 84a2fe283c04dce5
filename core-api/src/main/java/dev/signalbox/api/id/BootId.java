package dev.signalbox.api.id;

/**
 * Names one run of a daemon's program; 1 to 64 characters of {@code [A-Za-z0-9_-]}.
 *
 * <p>A ticket names the run it is for, so that one which was spent before a restart is not good
 * again after it, whatever the clock says.
 */
public record BootId(String value) {
  public BootId {
    Ids.check("boot", value);
  }

  /** Returns a new random id of 80 bits. */
  public static BootId random() {
    return new BootId(Ids.random());
  }

  @Override
  public String toString() {
    return value;
  }
}
