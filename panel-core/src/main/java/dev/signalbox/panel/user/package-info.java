/** The people who use the panel. */
@NullMarked
package dev.signalbox.panel.user;

import org.jspecify.annotations.NullMarked;
