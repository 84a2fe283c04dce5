/** The panel's own secrets: sealed in the database under a master key that lies beside it. */
@NullMarked
package dev.signalbox.panel.vault;

import org.jspecify.annotations.NullMarked;
