package dev.signalbox.architecture.faults.panel.relay;

import dev.signalbox.architecture.faults.daemon.host.HostFigures;

/** Belongs to panel-core, and uses daemon-core without the link. */
record AsksDaemon(HostFigures figures) {}
