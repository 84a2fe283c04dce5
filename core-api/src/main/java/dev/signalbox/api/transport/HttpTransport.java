package dev.signalbox.api.transport;

import dev.signalbox.api.http.HttpHandler;
import java.util.Set;

/**
 * An HTTP/1.1 server implementation, interchangeable with any other that passes the contract suite.
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
