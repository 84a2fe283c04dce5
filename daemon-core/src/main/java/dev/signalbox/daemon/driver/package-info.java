/** What runs an instance, whatever that is: a process, a terminal, a container. */
@NullMarked
package dev.signalbox.daemon.driver;

import org.jspecify.annotations.NullMarked;
