package dev.signalbox.architecture.faults.panel.published;

/** Publishes routes: no fault. */
public final class PublishedRoutes {}
