/**
 * Secrets: files that nobody but the owner of the program can read, and the hash they are known by.
 */
@NullMarked
package dev.signalbox.api.secret;

import org.jspecify.annotations.NullMarked;
