/** The links to daemons on other machines: how they come up, whoever dials, and how they join. */
@NullMarked
package dev.signalbox.panel.link;

import org.jspecify.annotations.NullMarked;
