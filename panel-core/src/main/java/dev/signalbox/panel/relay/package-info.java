/** Carries bulk traffic where the direct way is closed, and keeps what a daemon says harmless. */
@NullMarked
package dev.signalbox.panel.relay;

import org.jspecify.annotations.NullMarked;
