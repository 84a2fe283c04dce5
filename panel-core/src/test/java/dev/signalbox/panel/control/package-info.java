/** Tests of the daemons' operations as the panel serves them. */
@NullMarked
package dev.signalbox.panel.control;

import org.jspecify.annotations.NullMarked;
