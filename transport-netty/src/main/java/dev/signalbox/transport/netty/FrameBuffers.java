package dev.signalbox.transport.netty;

import dev.signalbox.api.transport.wire.Frames;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;

/** Puts frames into the engine's buffers. */
final class FrameBuffers {
  /** Up to here one copy is cheaper than a second buffer. */
  private static final int COPY_LIMIT = 4 * 1024;

  private FrameBuffers() {}

  /** Returns a frame; a large payload is not copied. */
  static ByteBuf of(ByteBufAllocator allocator, int opcode, ByteBuffer payload) {
    int length = payload.remaining();
    boolean copied = length <= COPY_LIMIT;
    int most = Frames.MOST_HEADER_BYTES + (copied ? length : 0);
    ByteBuf frame = allocator.ioBuffer(most);
    ByteBuffer target = frame.internalNioBuffer(0, most);
    int start = target.position();
    Frames.putHeader(target, opcode, length);
    if (!copied) {
      frame.writerIndex(target.position() - start);
      return Unpooled.wrappedBuffer(frame, Unpooled.wrappedBuffer(payload));
    }
    target.put(payload.duplicate());
    return frame.writerIndex(target.position() - start);
  }
}
