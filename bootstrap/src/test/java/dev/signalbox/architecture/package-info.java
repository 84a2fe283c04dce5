/** Holds the rules of the design over the whole library, and shows that each of them can fail. */
@NullMarked
package dev.signalbox.architecture;

import org.jspecify.annotations.NullMarked;
