/** Stands for core-api. */
@NullMarked
package dev.signalbox.architecture.faults.api;

import org.jspecify.annotations.NullMarked;
