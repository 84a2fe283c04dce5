/** The daemon's end of its link to the panel: in one program, dialled, or waited for. */
@NullMarked
package dev.signalbox.daemon.link;

import org.jspecify.annotations.NullMarked;
