package dev.signalbox.architecture.faults.panel.published;

/** Publishes an enum: no fault. */
public enum PublicKind {
  ONE
}
