/** Tests of the package beside it. */
@NullMarked
package dev.signalbox.api.operation;

import org.jspecify.annotations.NullMarked;
