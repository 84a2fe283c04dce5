/** JSON as records: strict reading that names what is wrong, writing, and schemas. */
@NullMarked
package dev.signalbox.api.json;

import org.jspecify.annotations.NullMarked;
