/** Serves the table of operations: one handler for each, behind its ticket. */
@NullMarked
package dev.signalbox.daemon.operation;

import org.jspecify.annotations.NullMarked;
