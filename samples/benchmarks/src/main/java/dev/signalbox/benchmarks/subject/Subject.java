package dev.signalbox.benchmarks.subject;

import dev.signalbox.api.http.HttpHandler;
import dev.signalbox.api.routing.Workers;
import dev.signalbox.api.transport.HttpLimits;
import dev.signalbox.api.transport.HttpServer;
import dev.signalbox.api.transport.HttpTransport;
import dev.signalbox.api.transport.ListenerSpec;
import dev.signalbox.api.transport.ServerSpec;
import dev.signalbox.api.transport.TlsMaterial;
import dev.signalbox.transport.netty.NettyOptions;
import dev.signalbox.transport.netty.NettyTransport;
import dev.signalbox.transport.undertow.UndertowTransport;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * One server on free ports of 127.0.0.1, for as long as its standard input is open.
 *
 * <p>Its only line of output is {@code READY plain-port tls-port engine}; a server without TLS says
 * 0.
 */
public final class Subject {
  private static final String HOST = "127.0.0.1";

  private Subject() {}

  /**
   * Serves.
   *
   * @param arguments the kind ({@code netty}, {@code netty-jdk}, {@code undertow} or {@code bare}),
   *     the file to send, the directory to upload into, the PKCS#12 store and its password
   */
  public static void main(String[] arguments) throws IOException, GeneralSecurityException {
    String kind = arguments[0];
    if (kind.equals("bare")) {
      BareFanOut bare = BareFanOut.open(HOST);
      bare.start();
      ready(bare.port(), 0, "java.nio.channels");
    } else {
      HttpTransport transport = transport(kind);
      HttpHandler handler =
          SubjectRoutes.handler(
              Workers.create("subject"), Path.of(arguments[1]), Path.of(arguments[2]));
      TlsMaterial tls = material(Path.of(arguments[3]), arguments[4].toCharArray());
      HttpServer server =
          transport.create(
              new ServerSpec(
                  "subject",
                  List.of(ListenerSpec.plain(HOST, 0), ListenerSpec.tls(HOST, 0, tls)),
                  HttpLimits.DEFAULT),
              handler);
      server.start();
      List<InetSocketAddress> addresses = server.addresses();
      ready(addresses.get(0).getPort(), addresses.get(1).getPort(), engine(kind));
    }
    // Whoever started this holds the other end, and its death closes it too.
    while (System.in.read() >= 0) {}
    System.exit(0);
  }

  private static void ready(int plainPort, int tlsPort, String engine) {
    System.out.println("READY " + plainPort + " " + tlsPort + " " + engine);
  }

  static HttpTransport transport(String kind) {
    return switch (kind) {
      case "netty" ->
          new NettyTransport(
              new NettyOptions(NettyOptions.Io.EPOLL, NettyOptions.Tls.BORINGSSL, 0));
      case "netty-jdk" ->
          new NettyTransport(new NettyOptions(NettyOptions.Io.EPOLL, NettyOptions.Tls.JDK, 0));
      case "undertow" -> new UndertowTransport();
      default -> throw new IllegalArgumentException("kind: " + kind);
    };
  }

  static String engine(String kind) {
    boolean undertow = kind.equals("undertow");
    String probe = undertow ? "io.undertow.Undertow" : "io.netty.channel.Channel";
    String version;
    try {
      version = Class.forName(probe).getPackage().getImplementationVersion();
    } catch (ClassNotFoundException e) {
      throw new LinkageError("the engine of " + kind + " is not there", e);
    }
    return switch (kind) {
      case "netty" -> "Netty " + version + ", epoll, BoringSSL";
      case "netty-jdk" -> "Netty " + version + ", epoll, TLS of the JDK";
      default -> "Undertow " + version + ", NIO, TLS of the JDK";
    };
  }

  private static TlsMaterial material(Path store, char[] password)
      throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, password);
    }
    String alias = keys.aliases().nextElement();
    return new TlsMaterial(
        (PrivateKey) keys.getKey(alias, password),
        List.of((X509Certificate) keys.getCertificate(alias)));
  }
}
