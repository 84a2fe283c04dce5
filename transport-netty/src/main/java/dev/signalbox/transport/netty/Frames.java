package dev.signalbox.transport.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/** Builds a server's frames (RFC 6455 section 5): never masked, never fragmented. */
final class Frames {
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  static final int MAX_REASON_BYTES = 123;

  /** Up to here one copy is cheaper than a second buffer. */
  private static final int COPY_LIMIT = 4 * 1024;

  private static final Set<Integer> RESERVED_CODES = Set.of(1004, 1005, 1006, 1015);

  private Frames() {}

  /** Returns a frame; a large payload is not copied. */
  static ByteBuf frame(ByteBufAllocator allocator, int opcode, ByteBuffer payload) {
    int length = payload.remaining();
    boolean copied = length <= COPY_LIMIT;
    ByteBuf frame = allocator.ioBuffer(copied ? length + 10 : 10);
    frame.writeByte(0x80 | opcode);
    if (length < 126) {
      frame.writeByte(length);
    } else if (length < 65536) {
      frame.writeByte(126).writeShort(length);
    } else {
      frame.writeByte(127).writeLong(length);
    }
    if (copied) {
      return frame.writeBytes(payload.duplicate());
    }
    return Unpooled.wrappedBuffer(frame, Unpooled.wrappedBuffer(payload));
  }

  static ByteBuf close(ByteBufAllocator allocator, int code, String reason) {
    if (code == 1005) {
      return frame(allocator, CLOSE, ByteBuffer.allocate(0));
    }
    byte[] text = reason.getBytes(StandardCharsets.UTF_8);
    ByteBuffer payload = ByteBuffer.allocate(2 + text.length);
    payload.putShort((short) code).put(text).flip();
    return frame(allocator, CLOSE, payload);
  }

  /** Says whether an endpoint may send that code (RFC 6455 section 7.4). */
  static boolean isSendable(int code) {
    return (code >= 1000 && code <= 1014 && !RESERVED_CODES.contains(code))
        || (code >= 3000 && code <= 4999);
  }

  static byte[] payloadWithoutCode(byte[] payload) {
    return Arrays.copyOfRange(payload, 2, payload.length);
  }
}
