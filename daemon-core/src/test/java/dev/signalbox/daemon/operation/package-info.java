/** Tests of the package beside it. */
@NullMarked
package dev.signalbox.daemon.operation;

import org.jspecify.annotations.NullMarked;
