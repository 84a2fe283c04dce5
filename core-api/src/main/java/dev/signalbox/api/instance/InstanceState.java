package dev.signalbox.api.instance;

import com.google.gson.annotations.SerializedName;
import dev.signalbox.api.json.Json;

/** Where an instance is in its life. The wire names are permanent. */
public enum InstanceState {
  /** Not running: it was asked to stop, it ended with exit code 0, or it never ran. */
  @SerializedName("stopped")
  STOPPED,
  /** Asked to start; the program is not known to be alive, or to be ready, yet. */
  @SerializedName("starting")
  STARTING,
  @SerializedName("running")
  RUNNING,
  /** Asked to stop, and still alive. */
  @SerializedName("stopping")
  STOPPING,
  /** Ended by itself; an automatic restart is due. */
  @SerializedName("backing-off")
  BACKING_OFF,
  /** Ended by itself other than with exit code 0, or failed to start; no restart is left. */
  @SerializedName("crashed")
  CRASHED,
  /** Exclusive: its files are being installed. */
  @SerializedName("installing")
  INSTALLING,
  /** Exclusive: its files are being restored. */
  @SerializedName("restoring")
  RESTORING;

  /** Returns the name in JSON, such as {@code backing-off}. */
  public String wireName() {
    return Json.wireName(this);
  }
}
