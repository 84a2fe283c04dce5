/** Walks the way to a server hop by hop, and says in plain words where it ends and what to do. */
@NullMarked
package dev.signalbox.api.diagnosis;

import org.jspecify.annotations.NullMarked;
