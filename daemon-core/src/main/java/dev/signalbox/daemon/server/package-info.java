/** The daemon's listener and its link to the panel. */
@NullMarked
package dev.signalbox.daemon.server;

import org.jspecify.annotations.NullMarked;
