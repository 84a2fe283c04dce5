/** The daemon's own files: small documents that survive a crash, and the instances' directories. */
@NullMarked
package dev.signalbox.daemon.store;

import org.jspecify.annotations.NullMarked;
