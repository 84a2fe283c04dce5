/** The servers under test, each a program of its own so that its cost is measured alone. */
@NullMarked
package dev.signalbox.benchmarks.subject;

import org.jspecify.annotations.NullMarked;
