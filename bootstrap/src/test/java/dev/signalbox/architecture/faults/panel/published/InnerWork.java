package dev.signalbox.architecture.faults.panel.published;

/** Keeps its work to itself: no fault. */
final class InnerWork {}
