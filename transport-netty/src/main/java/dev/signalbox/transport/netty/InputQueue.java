package dev.signalbox.transport.netty;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What the socket gave and nobody has read yet. For the event loop's thread only. */
final class InputQueue {
  private final Deque<ByteBuf> buffers = new ArrayDeque<>();

  /** Of the first buffer; its position says how far that was read. */
  private @Nullable ByteBuffer view;

  /** Adds a buffer that has bytes, and owns it from now on. */
  void add(ByteBuf buffer) {
    buffers.add(buffer);
  }

  boolean isEmpty() {
    return buffers.isEmpty();
  }

  int size() {
    return buffers.size();
  }

  /** Returns what is unread of the first buffer; whoever moves its position has read it. */
  ByteBuffer first() {
    ByteBuffer current = view;
    if (current == null) {
      current = buffers.getFirst().nioBuffer();
      view = current;
    }
    return current;
  }

  /** Lets go of the first buffer if it was read to its end. */
  void releaseRead() {
    if (!first().hasRemaining()) {
      removeFirst().release();
    }
  }

  /** Returns the first buffer, which is the caller's to release. */
  ByteBuf removeFirst() {
    view = null;
    return buffers.removeFirst();
  }

  /** Returns the first buffer, which stays and is the caller's to release once more. */
  ByteBuf retainFirst() {
    return buffers.getFirst().retain();
  }

  void releaseAll() {
    while (!buffers.isEmpty()) {
      removeFirst().release();
    }
  }
}
