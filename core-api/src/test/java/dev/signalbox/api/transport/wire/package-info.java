@NullMarked
package dev.signalbox.api.transport.wire;

import org.jspecify.annotations.NullMarked;
