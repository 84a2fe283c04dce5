/** Who this daemon is: its keys, its certificate, and the panel that it has joined. */
@NullMarked
package dev.signalbox.daemon.identity;

import org.jspecify.annotations.NullMarked;
