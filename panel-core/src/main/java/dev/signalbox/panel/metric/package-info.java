/** Figures for an operator's monitoring. */
@NullMarked
package dev.signalbox.panel.metric;

import org.jspecify.annotations.NullMarked;
