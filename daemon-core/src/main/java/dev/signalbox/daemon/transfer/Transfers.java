package dev.signalbox.daemon.transfer;

import dev.signalbox.api.id.InstanceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The uploads and downloads that are open, so that they can be ended. Safe for all threads. */
public interface Transfers {
  /** The longest that a transfer may last, continuations included. */
  Duration MAX_LIFE = Duration.ofHours(12);

  /** One open transfer. */
  record Info(
      String ticket, String subject, InstanceId instance, Direction direction, Instant openedAt) {}

  /** Which way the bytes go, as the client sees it. */
  enum Direction {
    UPLOAD,
    DOWNLOAD
  }

  /** Returns those that are open now. */
  List<Info> open();

  /**
   * Ends all of a subject at once, and what could have been continued. Those of others go on.
   *
   * @return how many were open
   */
  int closeOfSubject(String subject);

  /**
   * Ends all of one subject on one instance.
   *
   * @return how many were open
   */
  int closeOfSubject(String subject, InstanceId instance);

  /**
   * Ends all of an instance.
   *
   * @return how many were open
   */
  int closeOfInstance(InstanceId instance);

  /**
   * Ends all.
   *
   * @return how many were open
   */
  int closeAll();

  /**
   * Notices which downloads have ended, ends those that are too old, and forgets what can no longer
   * be continued. To be called every half minute or so: an end counts from when it is noticed. Does
   * not block.
   */
  void sweep();
}
