/** Stands for the feature of daemon-core that may reach files. */
@NullMarked
package dev.signalbox.architecture.faults.daemon.file;

import org.jspecify.annotations.NullMarked;
