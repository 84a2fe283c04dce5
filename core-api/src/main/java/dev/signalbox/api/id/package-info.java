/** Typed identifiers. */
@NullMarked
package dev.signalbox.api.id;

import org.jspecify.annotations.NullMarked;
