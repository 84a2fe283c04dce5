/** The instances of this daemon: what they are asked to be, what they are, and who changes that. */
@NullMarked
package dev.signalbox.daemon.instance;

import org.jspecify.annotations.NullMarked;
