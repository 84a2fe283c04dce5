@NullMarked
package dev.signalbox.api.link.feed;

import org.jspecify.annotations.NullMarked;
