/** What the daemon tells of its machine. */
@NullMarked
package dev.signalbox.daemon.host;

import org.jspecify.annotations.NullMarked;
