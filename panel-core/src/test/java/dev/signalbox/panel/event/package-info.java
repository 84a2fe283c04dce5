/** Tests of live events. */
@NullMarked
package dev.signalbox.panel.event;

import org.jspecify.annotations.NullMarked;
