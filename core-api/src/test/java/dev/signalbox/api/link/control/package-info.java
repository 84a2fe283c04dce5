@NullMarked
package dev.signalbox.api.link.control;

import org.jspecify.annotations.NullMarked;
