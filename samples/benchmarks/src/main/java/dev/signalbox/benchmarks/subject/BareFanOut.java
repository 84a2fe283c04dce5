package dev.signalbox.benchmarks.subject;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The fan-out's reference: no HTTP, no queue, each frame one write of a blocking socket.
 *
 * <p>A client's first bytes are answered with a bare 101. After that its bytes are one masked text
 * frame with a count, and that many frames go to every client.
 */
final class BareFanOut {
  private static final byte[] SWITCH =
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  private final List<SocketChannel> clients = new CopyOnWriteArrayList<>();
  private final ServerSocketChannel server;

  private BareFanOut(ServerSocketChannel server) {
    this.server = server;
  }

  static BareFanOut open(String host) throws IOException {
    return new BareFanOut(ServerSocketChannel.open().bind(new InetSocketAddress(host, 0), 1024));
  }

  int port() throws IOException {
    return ((InetSocketAddress) server.getLocalAddress()).getPort();
  }

  void start() {
    daemon(this::accept);
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel client = server.accept();
        client.socket().setTcpNoDelay(true);
        daemon(() -> serve(client));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve(SocketChannel client) {
    ByteBuffer in = ByteBuffer.allocate(1024);
    try (client) {
      client.read(in);
      client.write(ByteBuffer.wrap(SWITCH));
      clients.add(client);
      send(client, frame());
      while (client.read(in.clear()) > 0) {
        broadcast(count(in.flip()));
      }
    } catch (IOException e) {
      // The client is gone, which is how each measurement ends.
    } finally {
      clients.remove(client);
    }
  }

  private static int count(ByteBuffer frame) {
    int length = frame.get(1) & 0x7f;
    int count = 0;
    for (int i = 0; i < length; i++) {
      count = count * 10 + (frame.get(6 + i) ^ frame.get(2 + i % 4)) - '0';
    }
    return count;
  }

  private void broadcast(int count) throws IOException {
    ByteBuffer frame = frame();
    for (int i = 0; i < count; i++) {
      for (SocketChannel client : clients) {
        send(client, frame);
      }
    }
  }

  private static void send(SocketChannel client, ByteBuffer frame) throws IOException {
    frame.clear();
    while (frame.hasRemaining()) {
      client.write(frame);
    }
  }

  private static ByteBuffer frame() {
    return ByteBuffer.allocateDirect(FanOutFormat.FRAME_BYTES)
        .put(0, (byte) 0x82)
        .put(1, (byte) 126)
        .putShort(2, (short) FanOutFormat.PAYLOAD_BYTES);
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "bare");
    thread.setDaemon(true);
    thread.start();
  }
}
