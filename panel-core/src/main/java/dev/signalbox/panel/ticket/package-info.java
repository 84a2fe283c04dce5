/** Gives callers tickets for what they may do on a daemon. */
@NullMarked
package dev.signalbox.panel.ticket;

import org.jspecify.annotations.NullMarked;
