/** Stands for a feature and how it is wired. */
@NullMarked
package dev.signalbox.architecture.faults.panel.wiring;

import org.jspecify.annotations.NullMarked;
