/** What can go wrong: one exception, and codes that are never renamed. */
@NullMarked
package dev.signalbox.api.error;

import org.jspecify.annotations.NullMarked;
