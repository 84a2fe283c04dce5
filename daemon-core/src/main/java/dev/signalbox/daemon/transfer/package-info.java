/** Uploads and downloads: the bytes of files over HTTP, and what ends them early. */
@NullMarked
package dev.signalbox.daemon.transfer;

import org.jspecify.annotations.NullMarked;
