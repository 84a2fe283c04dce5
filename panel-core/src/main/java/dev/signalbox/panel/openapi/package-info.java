/** Describes the panel's API, from its routes and from the table of operations. */
@NullMarked
package dev.signalbox.panel.openapi;

import org.jspecify.annotations.NullMarked;
