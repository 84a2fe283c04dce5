/** Stands for a feature of daemon-core with no files and no processes of its own. */
@NullMarked
package dev.signalbox.architecture.faults.daemon.host;

import org.jspecify.annotations.NullMarked;
