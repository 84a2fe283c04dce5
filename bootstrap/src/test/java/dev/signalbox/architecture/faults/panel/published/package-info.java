/** Holds what a feature may publish and what it may not. */
@NullMarked
package dev.signalbox.architecture.faults.panel.published;

import org.jspecify.annotations.NullMarked;
