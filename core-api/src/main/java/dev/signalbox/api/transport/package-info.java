/** What an HTTP server implementation provides. */
@NullMarked
package dev.signalbox.api.transport;

import org.jspecify.annotations.NullMarked;
