/** What a daemon tells of the machine it runs on. */
@NullMarked
package dev.signalbox.api.host;

import org.jspecify.annotations.NullMarked;
