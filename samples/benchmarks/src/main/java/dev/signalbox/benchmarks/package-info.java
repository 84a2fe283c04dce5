/** Measures the transports against nginx in the same rounds on the same machine. */
@NullMarked
package dev.signalbox.benchmarks;

import org.jspecify.annotations.NullMarked;
