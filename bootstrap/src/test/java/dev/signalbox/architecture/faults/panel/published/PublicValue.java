package dev.signalbox.architecture.faults.panel.published;

/** Publishes a value: no fault. */
public record PublicValue(String name) {}
