/** Stands for a feature of daemon-core that reaches too far. */
@NullMarked
package dev.signalbox.architecture.faults.daemon.console;

import org.jspecify.annotations.NullMarked;
