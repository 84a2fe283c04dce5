/** Tests of the router; handlers are values, so none needs a socket. */
@NullMarked
package dev.signalbox.api.routing;

import org.jspecify.annotations.NullMarked;
