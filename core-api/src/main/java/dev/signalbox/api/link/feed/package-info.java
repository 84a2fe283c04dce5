/** A daemon's events as one long exchange of a link: lines of JSON, as fast as they are taken. */
@NullMarked
package dev.signalbox.api.link.feed;

import org.jspecify.annotations.NullMarked;
