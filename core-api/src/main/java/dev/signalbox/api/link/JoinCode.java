package dev.signalbox.api.link;

import static java.util.Objects.requireNonNull;

/**
 * A live code by which one daemon in this JVM joins the panel that made it; it carries the
 * in-process link. Single use, good for 15 minutes.
 */
public final class JoinCode {
  private final String code;
  private final PanelSide panel;

  public JoinCode(String code, PanelSide panel) {
    this.code = requireNonNull(code, "code");
    this.panel = requireNonNull(panel, "panel");
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
