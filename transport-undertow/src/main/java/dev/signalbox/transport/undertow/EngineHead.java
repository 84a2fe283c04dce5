package dev.signalbox.transport.undertow;

import dev.signalbox.api.transport.RequestHead;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes the head that the engine's parser is given in place of the client's. */
final class EngineHead {
  private EngineHead() {}

  /**
   * Returns a head that says nothing but how to answer: the method counts only where it decides
   * about the response's body, and the request's body is ours to read.
   */
  static ByteBuffer of(RequestHead head) {
    StringBuilder text = new StringBuilder(96);
    text.append(head.method().equals("HEAD") ? "HEAD" : "POST");
    text.append(" / HTTP/1.1\r\n");
    text.append("Host: localhost\r\n");
    if (!head.persistent()) {
      text.append("Connection: close\r\n");
    }
    text.append("\r\n");
    return ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.US_ASCII));
  }
}
