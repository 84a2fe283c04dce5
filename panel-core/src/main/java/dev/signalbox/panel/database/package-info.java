/** The panel's SQL database: its pool, its schema and its transactions. */
@NullMarked
package dev.signalbox.panel.database;

import org.jspecify.annotations.NullMarked;
