package dev.signalbox.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Small requests on kept-alive connections from one thread, one request at a time on each.
 *
 * <p>All answers of a server have the length of its first, so nothing is parsed: the client costs
 * little beside its system calls.
 */
final class RequestLoad implements Load {
  private final String path;
  private final int connections;
  private final Duration duration;

  RequestLoad(String path, int connections, Duration duration) {
    this.path = path;
    this.connections = connections;
    this.duration = duration;
  }

  @Override
  public Result run(ServerProcess server) throws IOException {
    String target = server.name().equals(Nginx.NAME) ? "/json" : path;
    byte[] request =
        ("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + server.plainPort() + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    InetSocketAddress address = new InetSocketAddress("127.0.0.1", server.plainPort());
    List<SocketChannel> open = new ArrayList<>();
    try (Selector selector = Selector.open()) {
      for (int i = 0; i < connections; i++) {
        SocketChannel channel = SocketChannel.open(address);
        open.add(channel);
        channel.socket().setTcpNoDelay(true);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, new Connection(channel, request));
      }
      return measure(selector, open.size());
    } finally {
      for (SocketChannel channel : open) {
        channel.close();
      }
    }
  }

  private Result measure(Selector selector, int count) throws IOException {
    long cpuBefore = threadCpu();
    long begin = System.nanoTime();
    long end = begin + duration.toNanos();
    long answers = 0;
    for (SelectionKey key : selector.keys()) {
      ((Connection) key.attachment()).ask();
    }
    while (System.nanoTime() < end) {
      selector.select(1000);
      Set<SelectionKey> ready = selector.selectedKeys();
      for (SelectionKey key : ready) {
        Connection connection = (Connection) key.attachment();
        if (connection.answered()) {
          answers++;
          connection.ask();
        }
      }
      ready.clear();
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    if (answers < count) {
      throw new IOException("only " + answers + " answers came");
    }
    return new Result(answers, seconds, (threadCpu() - cpuBefore) / 1e9);
  }

  static long threadCpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static final class Connection {
    private final ByteBuffer in = ByteBuffer.allocateDirect(4096);
    private final SocketChannel channel;
    private final ByteBuffer request;
    private int answerBytes;

    Connection(SocketChannel channel, byte[] request) {
      this.channel = channel;
      this.request = ByteBuffer.allocateDirect(request.length).put(request);
    }

    void ask() throws IOException {
      request.rewind();
      if (channel.write(request) < request.limit()) {
        throw new IOException("a request did not fit into an empty socket buffer");
      }
    }

    boolean answered() throws IOException {
      if (channel.read(in) < 0) {
        throw new IOException("the server closed a connection that was to be kept alive");
      }
      if (answerBytes == 0) {
        answerBytes = measured();
      }
      if (answerBytes == 0 || in.position() < answerBytes) {
        return false;
      }
      if (in.position() > answerBytes || in.get(9) != '2') {
        throw new IOException("an answer is unlike the first or no success");
      }
      in.clear();
      return true;
    }

    /** Returns how long the first answer is, or 0 while its head is not there. */
    private int measured() throws IOException {
      byte[] bytes = new byte[in.position()];
      in.duplicate().flip().get(bytes);
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      int head = text.indexOf("\r\n\r\n");
      if (head < 0) {
        return 0;
      }
      for (String line : text.substring(0, head).split("\r\n")) {
        if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
          return head + 4 + Integer.parseInt(line.substring(15).strip());
        }
      }
      throw new IOException("an answer without a length: " + text);
    }
  }
}
