package dev.signalbox.api.instance;

import com.google.gson.annotations.SerializedName;

/** When an instance that ended by itself is started again. */
public enum RestartPolicy {
  /** Never. */
  @SerializedName("no")
  NO,
  /** After any end but exit code 0. */
  @SerializedName("on-failure")
  ON_FAILURE,
  /** After any end that nobody asked for. */
  @SerializedName("always")
  ALWAYS
}
