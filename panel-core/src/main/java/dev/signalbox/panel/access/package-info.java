/** Who calls, and what that person may do: deny by default. */
@NullMarked
package dev.signalbox.panel.access;

import org.jspecify.annotations.NullMarked;
