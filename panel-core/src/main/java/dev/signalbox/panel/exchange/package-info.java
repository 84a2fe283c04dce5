/** The exchanges over the daemons' links: who has how many open, and what ends them. */
@NullMarked
package dev.signalbox.panel.exchange;

import org.jspecify.annotations.NullMarked;
