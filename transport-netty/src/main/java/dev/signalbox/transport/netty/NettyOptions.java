package dev.signalbox.transport.netty;

import static java.util.Objects.requireNonNull;

/**
 * How the Netty transport does its work; none of it changes what a client sees.
 *
 * @param io how it waits for sockets
 * @param tls whose TLS it uses
 * @param ioThreads number of I/O threads; 0 takes one for each processor, at least two
 */
public record NettyOptions(Io io, Tls tls, int ioThreads) {
  /** The fastest of what is present. */
  public static final NettyOptions DEFAULT = new NettyOptions(Io.AUTO, Tls.AUTO, 0);

  /** How to wait for sockets. */
  public enum Io {
    /** Epoll where {@code netty-transport-native-epoll} is present and loads, else NIO. */
    AUTO,
    /** The JDK's. */
    NIO,
    /** Linux's own; a server without it is refused. */
    EPOLL
  }

  /** Whose TLS to use. */
  public enum Tls {
    /** BoringSSL where {@code netty-tcnative-boringssl-static} is present and loads, else JDK. */
    AUTO,
    /** The JDK's. */
    JDK,
    /** BoringSSL by tcnative; a server without it is refused. */
    BORINGSSL
  }

  public NettyOptions {
    requireNonNull(io, "io");
    requireNonNull(tls, "tls");
    if (ioThreads < 0) {
      throw new IllegalArgumentException("ioThreads: " + ioThreads + " (expected: >= 0)");
    }
  }

  int effectiveThreads() {
    return ioThreads > 0 ? ioThreads : Math.max(2, Runtime.getRuntime().availableProcessors());
  }
}
