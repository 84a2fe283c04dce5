/** The web console's files, as the build made them of {@code src/main/web}. */
@NullMarked
package dev.signalbox.panel.web;

import org.jspecify.annotations.NullMarked;
