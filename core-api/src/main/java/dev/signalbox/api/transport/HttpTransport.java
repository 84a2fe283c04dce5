package dev.signalbox.api.transport;

import dev.signalbox.api.http.HttpHandler;
import java.util.Set;

/**
 * An HTTP/1.1 server implementation, interchangeable with any other that passes the contract suite.
 *
 * <p>The end of a client's input behind a whole request does not mean that the client is gone: it
 * still gets its reply, and then the connection ends. Over TLS, and for a WebSocket, the end of
 * input is the end of the connection. Trailers of a request are accepted and dropped.
 *
 * <p>Implementations are stateless factories with a public constructor without parameters, also
 * offered by {@code ServiceLoader}. Safe for use by any thread.
 */
public interface HttpTransport {
  /** Returns the short name that configuration uses, such as {@code netty}. */
  String name();

  /** Returns what this transport can do beyond the contract. */
  Set<TransportCapability> capabilities();

  /**
   * Plans a server and acquires nothing: no thread, no port, no file.
   *
   * @throws IllegalArgumentException where the spec asks for what this transport lacks
   */
  HttpServer create(ServerSpec spec, HttpHandler handler);
}
