/** What an instance is on the wire: its specification, its state and how it ended. */
@NullMarked
package dev.signalbox.api.instance;

import org.jspecify.annotations.NullMarked;
