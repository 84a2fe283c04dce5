/** The files of an instance, reached only from its own directory down and never through a link. */
@NullMarked
package dev.signalbox.daemon.file;

import org.jspecify.annotations.NullMarked;
