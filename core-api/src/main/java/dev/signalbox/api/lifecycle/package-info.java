/** How the parts of a panel or a daemon begin and end. */
@NullMarked
package dev.signalbox.api.lifecycle;

import org.jspecify.annotations.NullMarked;
