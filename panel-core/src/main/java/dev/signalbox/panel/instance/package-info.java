/** The instances of all daemons as the panel has last heard of them, to list and to follow. */
@NullMarked
package dev.signalbox.panel.instance;

import org.jspecify.annotations.NullMarked;
