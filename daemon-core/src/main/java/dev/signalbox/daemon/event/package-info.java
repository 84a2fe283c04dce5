/** What happens at this daemon, numbered, for whoever follows it over the link. */
@NullMarked
package dev.signalbox.daemon.event;

import org.jspecify.annotations.NullMarked;
