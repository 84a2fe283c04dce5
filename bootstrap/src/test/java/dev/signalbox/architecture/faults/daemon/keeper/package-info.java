/** Stands for the feature of daemon-core that may start processes. */
@NullMarked
package dev.signalbox.architecture.faults.daemon.keeper;

import org.jspecify.annotations.NullMarked;
