/** Signing in with a password: sessions of a cookie and a proof, and the limits on guessing. */
@NullMarked
package dev.signalbox.panel.session;

import org.jspecify.annotations.NullMarked;
