/** Instances that are plain processes, held by the keeper. */
@NullMarked
package dev.signalbox.daemon.driver.process;

import org.jspecify.annotations.NullMarked;
