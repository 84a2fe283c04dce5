package dev.signalbox.api.link;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A live code by which one daemon in this JVM joins the panel that made it; it carries the
 * in-process link. Single use. Its text is what a daemon elsewhere joins with.
 */
public final class JoinCode {
  private final String code;
  private final Instant expiresAt;
  private final PanelSide panel;

  public JoinCode(String code, Instant expiresAt, PanelSide panel) {
    this.code = requireNonNull(code, "code");
    this.expiresAt = requireNonNull(expiresAt, "expiresAt");
    this.panel = requireNonNull(panel, "panel");
  }

  /** Returns when it becomes useless. */
  public Instant expiresAt() {
    return expiresAt;
  }

  /** Returns the panel that made it. */
  public PanelSide panel() {
    return panel;
  }

  /** Returns the code as a person would type it; a secret until it is used. */
  @Override
  public String toString() {
    return code;
  }
}
