/** Tests of the package beside it. */
@NullMarked
package dev.signalbox.panel.relay;

import org.jspecify.annotations.NullMarked;
