@NullMarked
package dev.signalbox.api.diagnosis;

import org.jspecify.annotations.NullMarked;
