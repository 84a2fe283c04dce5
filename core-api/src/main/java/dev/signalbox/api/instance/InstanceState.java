package dev.signalbox.api.instance;

import com.google.gson.annotations.SerializedName;
import java.util.Optional;

/** Where an instance is in its life. The wire names are permanent. */
public enum InstanceState {
  /** Not running: it was asked to stop, it ended with exit code 0, or it never ran. */
  @SerializedName("stopped")
  STOPPED("stopped"),
  /** Asked to start; the program is not known to be alive, or to be ready, yet. */
  @SerializedName("starting")
  STARTING("starting"),
  @SerializedName("running")
  RUNNING("running"),
  /** Asked to stop, and still alive. */
  @SerializedName("stopping")
  STOPPING("stopping"),
  /** Ended by itself; an automatic restart is due. */
  @SerializedName("backing-off")
  BACKING_OFF("backing-off"),
  /** Ended by itself other than with exit code 0, or failed to start; no restart is left. */
  @SerializedName("crashed")
  CRASHED("crashed"),
  /** Exclusive: its files are being installed. */
  @SerializedName("installing")
  INSTALLING("installing"),
  /** Exclusive: its files are being restored. */
  @SerializedName("restoring")
  RESTORING("restoring");

  private final String wireName;

  InstanceState(String wireName) {
    this.wireName = wireName;
  }

  /** Returns the name in JSON, such as {@code backing-off}. */
  public String wireName() {
    return wireName;
  }

  /** Returns the state of a wire name, or empty where there is none. */
  public static Optional<InstanceState> ofWireName(String name) {
    for (InstanceState state : values()) {
      if (state.wireName.equals(name)) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }
}
