/** Finds out why a daemon is not reached: the link, and each of its addresses, hop by hop. */
@NullMarked
package dev.signalbox.panel.diagnosis;

import org.jspecify.annotations.NullMarked;
