package dev.signalbox.api.diagnosis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.jspecify.annotations.Nullable;

/** A server on 127.0.0.1 that answers each request as it is told, and remembers what it got. */
final class ScriptedServer implements AutoCloseable {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final ServerSocket listener;
  private final Use use;
  private final Queue<String> requests = new ConcurrentLinkedQueue<>();
  private final Queue<Socket> open = new ConcurrentLinkedQueue<>();

  /** What is done with a connection. */
  interface Use {
    void serve(Socket socket) throws IOException;
  }

  private ScriptedServer(ServerSocket listener, @Nullable Use use, UnaryOperator<String> script) {
    this.listener = listener;
    this.use = use == null ? socket -> answer(socket, script) : use;
    Thread thread = new Thread(this::accept, "scripted-server");
    thread.setDaemon(true);
    thread.start();
  }

  /** Listens and speaks TLS. The script gets a head, and returns the whole answer. */
  static ScriptedServer tls(Issuer.Shown shown, UnaryOperator<String> script) {
    return new ScriptedServer(listener(shown), null, script);
  }

  /** Does with each connection what it is told. */
  static ScriptedServer raw(Use use) {
    try {
      return new ScriptedServer(
          new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), use, UnaryOperator.identity());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Returns the heads of all requests. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  /** Returns how many connections were taken. */
  int connections() {
    return open.size();
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        open.add(socket);
        Thread thread = new Thread(() -> serve(socket), "scripted-exchange");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      use.serve(socket);
    } catch (IOException e) {
      // The other side has seen enough.
    }
  }

  private void answer(Socket socket, UnaryOperator<String> script) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
    StringBuilder head = new StringBuilder();
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      head.append(line).append('\n');
    }
    if (head.length() > 0) {
      requests.add(head.toString());
      socket.getOutputStream().write(script.apply(head.toString()).getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
    }
  }

  private static SSLServerSocket listener(Issuer.Shown shown) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "key", shown.key().getPrivate(), PASSWORD, shown.chain().toArray(Certificate[]::new));
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return (SSLServerSocket)
          context
              .getServerSocketFactory()
              .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    }
  }
}
