package dev.signalbox.api.transport;

/**
 * What one transport can do and another may not; the contract suite asserts that the rest is
 * refused.
 */
public enum TransportCapability {
  /** A reset connection is noticed while a handler is still at work, without an I/O of ours. */
  EARLY_DISCONNECT,
  /** File regions go from file to socket without passing through the JVM on plain connections. */
  ZERO_COPY
}
