/** Stands for a transport that uses what it may, and what it may not. */
@NullMarked
package dev.signalbox.architecture.faults.transport.netty;

import org.jspecify.annotations.NullMarked;
