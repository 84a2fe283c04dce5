/** Exchanges over sockets in memory, which deliver on changing threads. */
@NullMarked
package dev.signalbox.api.link.stream;

import org.jspecify.annotations.NullMarked;
