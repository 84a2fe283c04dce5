/** Makes a cycle with its neighbour. */
@NullMarked
package dev.signalbox.architecture.faults.panel.right;

import org.jspecify.annotations.NullMarked;
