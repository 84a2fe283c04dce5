/** Stands for the other transport. */
@NullMarked
package dev.signalbox.architecture.faults.transport.undertow;

import org.jspecify.annotations.NullMarked;
