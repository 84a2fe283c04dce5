/** HTTP exchanges over a link's stream WebSockets, one at a time on each. */
@NullMarked
package dev.signalbox.api.link.stream;

import org.jspecify.annotations.NullMarked;
