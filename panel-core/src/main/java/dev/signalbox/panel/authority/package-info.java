/** The panel as a certificate authority, and the key that its tickets are signed with. */
@NullMarked
package dev.signalbox.panel.authority;

import org.jspecify.annotations.NullMarked;
