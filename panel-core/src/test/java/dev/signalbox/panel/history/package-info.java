/** Tests of the package beside it. */
@NullMarked
package dev.signalbox.panel.history;

import org.jspecify.annotations.NullMarked;
