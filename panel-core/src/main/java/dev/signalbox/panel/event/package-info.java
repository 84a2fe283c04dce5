/** What changes in the panel, told live to those who may see it. */
@NullMarked
package dev.signalbox.panel.event;

import org.jspecify.annotations.NullMarked;
