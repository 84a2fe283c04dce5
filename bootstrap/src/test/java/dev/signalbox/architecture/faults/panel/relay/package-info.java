/** Stands for a feature of panel-core that reaches too far. */
@NullMarked
package dev.signalbox.architecture.faults.panel.relay;

import org.jspecify.annotations.NullMarked;
