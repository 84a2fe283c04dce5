/**
 * Holds a fault for each rule, laid out as the library is, and what is near a fault and is none.
 */
@NullMarked
package dev.signalbox.architecture.faults;

import org.jspecify.annotations.NullMarked;
