@NullMarked
package dev.signalbox.panel.node;

import org.jspecify.annotations.NullMarked;
