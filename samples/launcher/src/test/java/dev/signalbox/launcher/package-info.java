/** The product as its users meet it: a process, curl and WebSocket clients. */
@NullMarked
package dev.signalbox.launcher;

import org.jspecify.annotations.NullMarked;
