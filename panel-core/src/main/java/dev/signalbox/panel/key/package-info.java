/** API keys: how programs sign in. */
@NullMarked
package dev.signalbox.panel.key;

import org.jspecify.annotations.NullMarked;
