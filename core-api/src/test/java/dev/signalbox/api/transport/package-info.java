/** The contract that every HTTP transport keeps, as tests to extend. */
package dev.signalbox.api.transport;
