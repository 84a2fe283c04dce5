@NullMarked
package dev.signalbox.panel.diagnosis;

import org.jspecify.annotations.NullMarked;
