/** Files of an instance as clients see them: paths, entries, requests and faults. */
@NullMarked
package dev.signalbox.api.file;

import org.jspecify.annotations.NullMarked;
