/** The daemon's side of its link to the panel. */
@NullMarked
package dev.signalbox.daemon.link;

import org.jspecify.annotations.NullMarked;
