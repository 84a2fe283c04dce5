/** Who did what, when and from where; rows are only ever added. */
@NullMarked
package dev.signalbox.panel.audit;

import org.jspecify.annotations.NullMarked;
