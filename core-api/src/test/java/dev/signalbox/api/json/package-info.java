/** Tests of JSON as records. */
@NullMarked
package dev.signalbox.api.json;

import org.jspecify.annotations.NullMarked;
