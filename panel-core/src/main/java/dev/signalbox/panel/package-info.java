/** A whole panel, wired. */
@NullMarked
package dev.signalbox.panel;

import org.jspecify.annotations.NullMarked;
