/** Lets a request pass for its ticket, or for what an earlier ticket opened. */
@NullMarked
package dev.signalbox.daemon.ticket;

import org.jspecify.annotations.NullMarked;
