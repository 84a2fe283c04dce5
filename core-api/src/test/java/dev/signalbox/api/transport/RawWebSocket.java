package dev.signalbox.api.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A WebSocket client that can also do what a client must not. */
final class RawWebSocket {
  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  /** A frame from the server. */
  record Frame(int first, byte[] payload) {
    int opcode() {
      return first & 0x0f;
    }

    boolean isFinal() {
      return (first & 0x80) != 0;
    }

    String text() {
      return new String(payload, UTF_8);
    }

    int closeCode() {
      return payload.length == 0 ? 1005 : ByteBuffer.wrap(payload).getShort() & 0xffff;
    }
  }

  private final RawClient client;

  private RawWebSocket(RawClient client) {
    this.client = client;
  }

  /** Shakes hands over a connection. */
  static RawWebSocket open(RawClient client, String... lines) throws IOException {
    String[] all = new String[lines.length + 4];
    all[0] = "Upgrade: websocket";
    all[1] = "Connection: keep-alive, Upgrade";
    all[2] = "Sec-WebSocket-Version: 13";
    all[3] = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
    System.arraycopy(lines, 0, all, 4, lines.length);
    client.get("/socket", all);
    RawResponse response = client.readHead();
    if (response.status() != 101) {
      throw new IOException("status " + response.status());
    }
    return new RawWebSocket(client);
  }

  RawClient client() {
    return client;
  }

  RawWebSocket text(String text) throws IOException {
    return frame(0x80 | TEXT, text.getBytes(UTF_8));
  }

  RawWebSocket close(int code) throws IOException {
    return frame(0x80 | CLOSE, (byte) (code >> 8), (byte) code);
  }

  /** Sends a frame with that first byte, masked. */
  RawWebSocket frame(int first, byte... payload) throws IOException {
    client.send(encode(first, payload));
    return this;
  }

  static byte[] encode(int first, byte... payload) {
    ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
    frame.put((byte) first);
    if (payload.length < 126) {
      frame.put((byte) (0x80 | payload.length));
    } else if (payload.length < 65536) {
      frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
    } else {
      frame.put((byte) (0x80 | 127)).putLong(payload.length);
    }
    byte[] mask = {0x12, (byte) 0xf3, 0x45, 0x01};
    frame.put(mask);
    for (int i = 0; i < payload.length; i++) {
      frame.put((byte) (payload[i] ^ mask[i & 3]));
    }
    byte[] bytes = new byte[frame.position()];
    frame.flip().get(bytes);
    return bytes;
  }

  Frame read() throws IOException {
    byte[] start = client.readExactly(2);
    if ((start[1] & 0x80) != 0) {
      throw new IOException("masked frame from a server");
    }
    long length = start[1] & 0x7f;
    if (length == 126) {
      length = ByteBuffer.wrap(client.readExactly(2)).getShort() & 0xffff;
    } else if (length == 127) {
      length = ByteBuffer.wrap(client.readExactly(8)).getLong();
    }
    return new Frame(start[0] & 0xff, client.readExactly((int) length));
  }

  /** Reads frames up to the close frame, and returns its code. */
  int readCloseCode() throws IOException {
    while (true) {
      Frame frame = read();
      if (frame.opcode() == CLOSE) {
        return frame.closeCode();
      }
    }
  }
}
