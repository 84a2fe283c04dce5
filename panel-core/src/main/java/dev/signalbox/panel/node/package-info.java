/** The daemons that a panel knows, how they join, and the link to each. */
@NullMarked
package dev.signalbox.panel.node;

import org.jspecify.annotations.NullMarked;
