/** Stands for bootstrap. */
@NullMarked
package dev.signalbox.architecture.faults.bootstrap;

import org.jspecify.annotations.NullMarked;
