/** Tests of the package beside it. */
@NullMarked
package dev.signalbox.panel.openapi;

import org.jspecify.annotations.NullMarked;
