/** The one table of what a daemon can be asked to do, and the permissions that it takes. */
@NullMarked
package dev.signalbox.api.operation;

import org.jspecify.annotations.NullMarked;
