package dev.signalbox.api.transport.wire;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/** Messages that came and were not asked for yet: a few, so that control frames get through. */
final class WebSocketInbox {
  private static final int MOST_MESSAGES = 64;
  private static final int MOST_BYTES = 256 * 1024;

  private final ArrayDeque<Object> messages = new ArrayDeque<>();
  private int bytes;

  boolean isFull() {
    return messages.size() >= MOST_MESSAGES || bytes >= MOST_BYTES;
  }

  boolean isEmpty() {
    return messages.isEmpty();
  }

  /** Adds a text or a binary message. */
  void add(Object message) {
    messages.add(message);
    bytes += size(message);
  }

  Object remove() {
    Object message = messages.remove();
    bytes -= size(message);
    return message;
  }

  void clear() {
    messages.clear();
    bytes = 0;
  }

  private static int size(Object message) {
    return message instanceof String text ? 2 * text.length() : ((ByteBuffer) message).remaining();
  }
}
