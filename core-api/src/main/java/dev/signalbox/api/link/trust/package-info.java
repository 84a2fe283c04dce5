/** Whom a program of ours trusts when it opens a TLS connection to another. */
@NullMarked
package dev.signalbox.api.link.trust;

import org.jspecify.annotations.NullMarked;
