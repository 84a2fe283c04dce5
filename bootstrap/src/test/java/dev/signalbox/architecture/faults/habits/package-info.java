/** Holds what no class of the library does, wherever it lies. */
@NullMarked
package dev.signalbox.architecture.faults.habits;

import org.jspecify.annotations.NullMarked;
