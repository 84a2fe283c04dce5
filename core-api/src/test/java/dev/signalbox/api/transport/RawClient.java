package dev.signalbox.api.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.signalbox.api.http.HttpHeaders;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * A connection over which a test writes what it likes, byte by byte, and reads what comes; every
 * read gives up after 10 s.
 */
public final class RawClient implements Closeable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Socket tcp;
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  private RawClient(Socket tcp, Socket socket) throws IOException {
    this.tcp = tcp;
    this.socket = socket;
    socket.setSoTimeout((int) PATIENCE.toMillis());
    in = new BufferedInputStream(socket.getInputStream());
    out = socket.getOutputStream();
  }

  public static RawClient plain(InetSocketAddress address) throws IOException {
    return plain(address, 0);
  }

  /** Connects with a receive buffer of about that size, 0 for the system's. */
  public static RawClient plain(InetSocketAddress address, int receiveBuffer) throws IOException {
    Socket socket = connect(address, receiveBuffer);
    return new RawClient(socket, socket);
  }

  public static RawClient tls(InetSocketAddress address, SSLContext context, String... protocols)
      throws IOException {
    return tls(address, context, 0, protocols);
  }

  static RawClient tls(
      InetSocketAddress address, SSLContext context, int receiveBuffer, String... protocols)
      throws IOException {
    return tls(address, context, receiveBuffer, List.of(), protocols);
  }

  /** Connects and asks for that server by name. */
  static RawClient tlsTo(
      String serverName, InetSocketAddress address, SSLContext context, String... protocols)
      throws IOException {
    return tls(address, context, 0, List.of(new SNIHostName(serverName)), protocols);
  }

  private static RawClient tls(
      InetSocketAddress address,
      SSLContext context,
      int receiveBuffer,
      List<SNIServerName> serverNames,
      String... protocols)
      throws IOException {
    Socket tcp = connect(address, receiveBuffer);
    try {
      SSLSocket socket =
          (SSLSocket)
              context.getSocketFactory().createSocket(tcp, "localhost", address.getPort(), true);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setServerNames(serverNames);
      socket.setSSLParameters(parameters);
      if (protocols.length > 0) {
        socket.setEnabledProtocols(protocols);
      }
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.startHandshake();
      return new RawClient(tcp, socket);
    } catch (IOException e) {
      tcp.close();
      throw e;
    }
  }

  private static Socket connect(InetSocketAddress address, int receiveBuffer) throws IOException {
    Socket socket = new Socket();
    if (receiveBuffer > 0) {
      socket.setReceiveBufferSize(receiveBuffer);
    }
    socket.setTcpNoDelay(true);
    socket.connect(address, (int) PATIENCE.toMillis());
    return socket;
  }

  /** Returns the socket, for what this class has no method for. */
  public Socket socket() {
    return socket;
  }

  /** Sends the text, one byte for each character. */
  public RawClient send(String text) throws IOException {
    return send(text.getBytes(ISO_8859_1));
  }

  public RawClient send(byte... bytes) throws IOException {
    out.write(bytes);
    out.flush();
    return this;
  }

  /** Sends a GET with a Host field and whatever lines are given. */
  public RawClient get(String target, String... lines) throws IOException {
    return request("GET", target, lines);
  }

  public RawClient request(String method, String target, String... lines) throws IOException {
    StringBuilder head =
        new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n");
    for (String line : lines) {
      head.append(line).append("\r\n");
    }
    return send(head.append("\r\n").toString());
  }

  /** Reads a response to anything but HEAD, whole. */
  public RawResponse read() throws IOException {
    RawResponse head = readHead();
    return new RawResponse(head.status(), head.headers(), readBody(head));
  }

  /** Reads status line and fields, and nothing behind them. */
  public RawResponse readHead() throws IOException {
    String status = readLine();
    if (!status.matches("HTTP/1\\.1 [1-5][0-9][0-9] .*")) {
      throw new IOException("status line: " + status);
    }
    HttpHeaders headers = HttpHeaders.empty();
    for (String line = readLine(); !line.isEmpty(); line = readLine()) {
      int colon = line.indexOf(':');
      headers = headers.plus(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    return new RawResponse(Integer.parseInt(status.substring(9, 12)), headers, new byte[0]);
  }

  private byte[] readBody(RawResponse head) throws IOException {
    if (head.status() < 200 || head.status() == 204 || head.status() == 304) {
      return new byte[0];
    }
    if (head.headers().hasMember("Transfer-Encoding", "chunked")) {
      return readChunks();
    }
    Optional<String> length = head.headers().first("Content-Length");
    if (length.isPresent()) {
      return readExactly(Integer.parseInt(length.get()));
    }
    return in.readAllBytes();
  }

  private byte[] readChunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      byte[] chunk = readChunk();
      if (chunk.length == 0) {
        return body.toByteArray();
      }
      body.write(chunk);
    }
  }

  /** Reads one chunk; an empty array is the last, behind which nothing of the body comes. */
  public byte[] readChunk() throws IOException {
    int size = Integer.parseInt(readLine(), 16);
    byte[] chunk = readExactly(size);
    String end = readLine();
    if (!end.isEmpty()) {
      throw new IOException("behind a chunk: " + end);
    }
    return chunk;
  }

  public byte[] readExactly(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException("closed after " + bytes.length + " of " + count + " bytes");
    }
    return bytes;
  }

  /** Reads up to that many bytes and returns how many there were, -1 at the end. */
  public int readSome(byte[] target) throws IOException {
    return in.read(target);
  }

  public String readLine() throws IOException {
    StringBuilder line = new StringBuilder();
    while (true) {
      int b = in.read();
      if (b < 0) {
        throw new EOFException("closed after: " + line);
      }
      if (b == '\n') {
        if (line.length() == 0 || line.charAt(line.length() - 1) != '\r') {
          throw new IOException("bare line feed after: " + line);
        }
        line.setLength(line.length() - 1);
        return line.toString();
      }
      line.append((char) b);
    }
  }

  /**
   * Reads until the server closes, orderly or not, and returns what came before.
   *
   * @throws SocketTimeoutException where it does not close
   */
  public byte[] readToEnd() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[64 * 1024];
    try {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        bytes.write(buffer, 0, n);
      }
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException e) {
      // A reset is a close too.
      return bytes.toByteArray();
    }
    return bytes.toByteArray();
  }

  /** Says whether nothing comes for that long, the end included. */
  public boolean isSilentFor(Duration time) throws IOException {
    socket.setSoTimeout((int) time.toMillis());
    in.mark(1);
    try {
      in.read();
      in.reset();
      return false;
    } catch (SocketTimeoutException e) {
      return true;
    } finally {
      socket.setSoTimeout((int) PATIENCE.toMillis());
    }
  }

  /** Ends the sending side only, over TLS without a word of it. */
  public RawClient shutdownOutput() throws IOException {
    tcp.shutdownOutput();
    return this;
  }

  /** Ends the sending side only, over TLS by its own end of data. */
  public RawClient endOutput() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /** Goes away with a reset, as a crashed client or one with unread bytes does. */
  public void reset() throws IOException {
    tcp.setSoLinger(true, 0);
    tcp.close();
  }

  @Override
  public void close() throws IOException {
    tcp.close();
  }
}
