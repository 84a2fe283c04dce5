/** Holds names that say nothing. */
@NullMarked
package dev.signalbox.architecture.faults.names;

import org.jspecify.annotations.NullMarked;
