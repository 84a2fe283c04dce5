/** Dialling servers that say anything. */
@NullMarked
package dev.signalbox.api.link.dial;

import org.jspecify.annotations.NullMarked;
