package dev.signalbox.architecture.faults.daemon.console;

import dev.signalbox.architecture.faults.panel.page.Page;

/** Belongs to daemon-core, and uses panel-core. */
record AsksPanel(Page page) {}
