/** The console of an instance: an append-only log of its output, and the people who watch it. */
@NullMarked
package dev.signalbox.daemon.console;

import org.jspecify.annotations.NullMarked;
