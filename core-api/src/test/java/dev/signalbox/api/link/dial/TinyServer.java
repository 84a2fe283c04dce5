package dev.signalbox.api.link.dial;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.signalbox.api.transport.wire.WebSocketHandshake;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Accepts connections and says to them what a test wants. */
final class TinyServer implements AutoCloseable {
  /** What is said to one connection. */
  interface Talk {
    void to(Socket socket, String head) throws IOException;
  }

  private final ServerSocket server;
  private final Talk talk;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final List<String> heads = new CopyOnWriteArrayList<>();

  TinyServer(Talk talk) {
    this.talk = talk;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start(this::accept);
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "tiny-server");
    thread.setDaemon(true);
    thread.start();
  }

  URI uri(String path) {
    return URI.create("ws://localhost:" + server.getLocalPort() + path);
  }

  int port() {
    return server.getLocalPort();
  }

  /** The heads of the requests that came. */
  List<String> heads() {
    return heads;
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        sockets.add(socket);
        start(() -> serve(socket));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(Socket socket) {
    try {
      String head = head(socket.getInputStream());
      heads.add(head);
      talk.to(socket, head);
    } catch (IOException e) {
      // The client has gone.
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("no head");
      }
      head.append((char) next);
    }
    return head.toString();
  }

  static void say(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
  }

  static void switchOver(Socket socket, String head, String... more) throws IOException {
    String key = head.replaceAll("(?s).*Sec-WebSocket-Key: ([^\r]*)\r.*", "$1");
    say(
        socket,
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nconnection: upgrade\r\n"
            + "Sec-WebSocket-Accept: "
            + WebSocketHandshake.answer(key)
            + "\r\n"
            + String.join("", more)
            + "\r\n");
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
