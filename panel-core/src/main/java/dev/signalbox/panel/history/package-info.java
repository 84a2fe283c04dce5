/** What happened to the instances of every daemon, stored once each, and how long it is kept. */
@NullMarked
package dev.signalbox.panel.history;

import org.jspecify.annotations.NullMarked;
