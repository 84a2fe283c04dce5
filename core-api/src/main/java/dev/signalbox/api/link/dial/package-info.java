/** Opening WebSockets as a client. */
@NullMarked
package dev.signalbox.api.link.dial;

import org.jspecify.annotations.NullMarked;
