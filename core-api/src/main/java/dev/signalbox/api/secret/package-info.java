/** Secrets on disk: files that nobody but the owner of the program can read. */
@NullMarked
package dev.signalbox.api.secret;

import org.jspecify.annotations.NullMarked;
