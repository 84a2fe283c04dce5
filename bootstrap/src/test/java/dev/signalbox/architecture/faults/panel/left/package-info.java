/** Makes a cycle with its neighbour. */
@NullMarked
package dev.signalbox.architecture.faults.panel.left;

import org.jspecify.annotations.NullMarked;
