/**
 * The control socket of a link: who is there, that it is alive, and the small things that are no
 * exchange.
 */
@NullMarked
package dev.signalbox.api.link.control;

import org.jspecify.annotations.NullMarked;
