/**
 * How a daemon and a panel that have never met come to know each other, by a secret that a person
 * carries.
 */
@NullMarked
package dev.signalbox.api.link.join;

import org.jspecify.annotations.NullMarked;
