/** From a request to the handler that answers it: routes, filters, workers, limits, problems. */
@NullMarked
package dev.signalbox.api.routing;

import org.jspecify.annotations.NullMarked;
