/** The panel's listener and all that is behind it. */
@NullMarked
package dev.signalbox.panel.server;

import org.jspecify.annotations.NullMarked;
