/** A whole daemon, wired. */
@NullMarked
package dev.signalbox.daemon;

import org.jspecify.annotations.NullMarked;
