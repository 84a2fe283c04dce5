/** Stands for a feature of panel-core that others lean on. */
@NullMarked
package dev.signalbox.architecture.faults.panel.page;

import org.jspecify.annotations.NullMarked;
