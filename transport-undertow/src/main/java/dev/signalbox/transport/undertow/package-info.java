/** The transport on Undertow: its HTTP/1.1 and WebSocket engine behind our own head checks. */
@NullMarked
package dev.signalbox.transport.undertow;

import org.jspecify.annotations.NullMarked;
