package dev.signalbox.transport.undertow;

import dev.signalbox.api.transport.RequestHead;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/** Writes the head that the engine's parser is given in place of the client's. */
final class EngineHead {
  private EngineHead() {}

  /**
   * Returns a head that frames the same message and says nothing else: the method counts only where
   * it decides about the response's body, and {@code Expect} is ours to answer.
   */
  static ByteBuffer of(RequestHead head) {
    StringBuilder text = new StringBuilder(96);
    text.append(head.method().equals("HEAD") ? "HEAD" : "POST");
    text.append(" / HTTP/1.1\r\n");
    text.append("Host: localhost\r\n");
    if (!head.persistent()) {
      text.append("Connection: close\r\n");
    }
    OptionalLong length = head.length();
    if (length.isEmpty()) {
      text.append("Transfer-Encoding: chunked\r\n");
    } else if (length.getAsLong() > 0) {
      text.append("Content-Length: ").append(length.getAsLong()).append("\r\n");
    }
    text.append("\r\n");
    return ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.US_ASCII));
  }
}
