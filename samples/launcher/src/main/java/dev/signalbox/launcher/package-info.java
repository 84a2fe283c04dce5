/** Panel and daemon as programs. */
@NullMarked
package dev.signalbox.launcher;

import org.jspecify.annotations.NullMarked;
