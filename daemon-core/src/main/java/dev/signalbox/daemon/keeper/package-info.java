/**
 * The process that holds instances so that they outlive the daemon, and the daemon's side of it.
 */
@NullMarked
package dev.signalbox.daemon.keeper;

import org.jspecify.annotations.NullMarked;
