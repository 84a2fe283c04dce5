/** Who may do what on which daemon and instance. */
@NullMarked
package dev.signalbox.panel.grant;

import org.jspecify.annotations.NullMarked;
