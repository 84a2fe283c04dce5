package dev.signalbox.architecture.faults.api;

import dev.signalbox.architecture.faults.panel.page.Page;

/** Belongs to core-api, and takes a type of panel-core. */
public record LeansOnPanel(Page page) {}
