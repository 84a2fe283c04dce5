package dev.signalbox.api.instance;

import com.google.gson.annotations.SerializedName;
import java.util.Optional;

/** When an instance that ended by itself is started again. */
public enum RestartPolicy {
  /** Never. */
  @SerializedName("no")
  NO("no"),
  /** After any end but exit code 0. */
  @SerializedName("on-failure")
  ON_FAILURE("on-failure"),
  /** After any end that nobody asked for. */
  @SerializedName("always")
  ALWAYS("always");

  private final String wireName;

  RestartPolicy(String wireName) {
    this.wireName = wireName;
  }

  /** Returns the name in JSON, such as {@code on-failure}. */
  public String wireName() {
    return wireName;
  }

  /** Returns the policy of a wire name, or empty where there is none. */
  public static Optional<RestartPolicy> ofWireName(String name) {
    for (RestartPolicy policy : values()) {
      if (policy.wireName.equals(name)) {
        return Optional.of(policy);
      }
    }
    return Optional.empty();
  }
}
