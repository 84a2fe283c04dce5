package dev.signalbox.benchmarks;

import dev.signalbox.benchmarks.subject.FanOutFormat;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Many WebSocket clients in one thread that ask for a number of messages and count their bytes:
 * each frame has the same length, so that the client costs little beside its reads.
 */
final class FanOutLoad implements Load {
  private static final String HANDSHAKE =
      "GET /fan-out HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nUpgrade: websocket\r\n"
          + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
          + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

  private final int clients;
  private final int messages;
  private final ByteBuffer in = ByteBuffer.allocateDirect(256 * 1024);

  FanOutLoad(int clients, int messages) {
    this.clients = clients;
    this.messages = messages;
  }

  @Override
  public Result run(ServerProcess server) throws IOException {
    List<SocketChannel> open = new ArrayList<>();
    try (Selector selector = Selector.open()) {
      for (int i = 0; i < clients; i++) {
        SocketChannel client =
            SocketChannel.open(new InetSocketAddress("127.0.0.1", server.plainPort()));
        open.add(client);
        join(client, String.format(HANDSHAKE, server.plainPort()));
      }
      for (SocketChannel client : open) {
        client.configureBlocking(false);
        client.register(selector, SelectionKey.OP_READ);
      }
      return measure(selector, open.get(0));
    } finally {
      for (SocketChannel client : open) {
        client.close();
      }
    }
  }

  /** Takes the head of the answer, and the first message behind it. */
  private static void join(SocketChannel client, String handshake) throws IOException {
    client.write(ByteBuffer.wrap(handshake.getBytes(StandardCharsets.US_ASCII)));
    ByteBuffer answer = ByteBuffer.allocate(4096);
    int head = -1;
    while (head < 0 || answer.position() < head + 4 + FanOutFormat.FRAME_BYTES) {
      if (client.read(answer) < 0) {
        throw new EOFException("the server closed before the first message");
      }
      head =
          new String(answer.array(), 0, answer.position(), StandardCharsets.ISO_8859_1)
              .indexOf("\r\n\r\n");
    }
  }

  private Result measure(Selector selector, SocketChannel first) throws IOException {
    long expected = (long) clients * messages * FanOutFormat.FRAME_BYTES;
    long cpuBefore = RequestLoad.threadCpu();
    long begin = System.nanoTime();
    first.write(masked(Integer.toString(messages)));
    long received = 0;
    while (received < expected) {
      if (selector.select(10_000) == 0) {
        throw new IOException("nothing came for 10 s, " + (expected - received) + " bytes missing");
      }
      Set<SelectionKey> ready = selector.selectedKeys();
      for (SelectionKey key : ready) {
        int count = ((SocketChannel) key.channel()).read(in.clear());
        if (count < 0) {
          throw new EOFException("the server closed a session");
        }
        received += count;
      }
      ready.clear();
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    if (received != expected) {
      throw new IOException((received - expected) + " bytes too many");
    }
    return new Result(
        (double) clients * messages, seconds, (RequestLoad.threadCpu() - cpuBefore) / 1e9);
  }

  /** A text frame as a client sends it; a mask of zeros is one too. */
  private static ByteBuffer masked(String text) {
    ByteBuffer frame = ByteBuffer.allocate(6 + text.length());
    frame.put((byte) 0x81).put((byte) (0x80 | text.length())).putInt(0);
    return frame.put(text.getBytes(StandardCharsets.US_ASCII)).flip();
  }
}
