/**
 * The daemons' operations as the panel serves them: small ones over the link, bulk ones by a
 * redirect with a ticket.
 */
@NullMarked
package dev.signalbox.panel.control;

import org.jspecify.annotations.NullMarked;
