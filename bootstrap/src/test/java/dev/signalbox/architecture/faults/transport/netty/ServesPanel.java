package dev.signalbox.architecture.faults.transport.netty;

import dev.signalbox.architecture.faults.panel.page.Page;

/** Belongs to a transport, and knows what it serves. */
record ServesPanel(Page page) {}
