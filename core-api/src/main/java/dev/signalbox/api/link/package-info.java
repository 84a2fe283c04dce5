/** The standing connection between a panel and one daemon. */
@NullMarked
package dev.signalbox.api.link;

import org.jspecify.annotations.NullMarked;
