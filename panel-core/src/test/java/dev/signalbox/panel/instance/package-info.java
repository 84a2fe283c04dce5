/** Tests of the package beside it. */
@NullMarked
package dev.signalbox.panel.instance;

import org.jspecify.annotations.NullMarked;
