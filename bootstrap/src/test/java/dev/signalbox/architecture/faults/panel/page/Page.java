package dev.signalbox.architecture.faults.panel.page;

/** A type that every other module of ours may or may not use. */
public interface Page {}
