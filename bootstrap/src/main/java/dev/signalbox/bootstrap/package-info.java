/** Panel and daemon as objects that a program builds, starts and closes. */
@NullMarked
package dev.signalbox.bootstrap;

import org.jspecify.annotations.NullMarked;
