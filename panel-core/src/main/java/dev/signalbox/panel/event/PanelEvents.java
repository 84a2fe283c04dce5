package dev.signalbox.panel.event;

/** Takes what has changed, for those who listen. */
@FunctionalInterface
public interface PanelEvents {
  /** Tells of a change that is durable. Safe for any thread; neither blocks nor fails. */
  void publish(PanelEvent event);
}
