package dev.signalbox.api.transport;

/**
 * What a contract is run against.
 *
 * @param transport the transport
 * @param tls whether its listeners speak TLS
 */
public record TransportUnderTest(HttpTransport transport, boolean tls) {}
