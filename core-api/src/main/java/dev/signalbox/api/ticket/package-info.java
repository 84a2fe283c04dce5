/** Tickets: the panel's signed, short-lived leave for one operation on one daemon. */
@NullMarked
package dev.signalbox.api.ticket;

import org.jspecify.annotations.NullMarked;
