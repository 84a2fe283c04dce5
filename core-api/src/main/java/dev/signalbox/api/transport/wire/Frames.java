package dev.signalbox.api.transport.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What frames are made of (RFC 6455 section 5), and how they are written. */
public final class Frames {
  public static final int CONTINUATION = 0;
  public static final int TEXT = 1;
  public static final int BINARY = 2;
  public static final int CLOSE = 8;
  public static final int PING = 9;
  public static final int PONG = 10;

  /** The longest header of a frame that a server sends. */
  public static final int MOST_HEADER_BYTES = 10;

  /** The longest header of a frame that a client sends. */
  public static final int MOST_MASKED_HEADER_BYTES = MOST_HEADER_BYTES + 4;

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** The longest payload of a control frame. */
  static final int MOST_CONTROL_BYTES = 125;

  private Frames() {}

  /**
   * Puts the header of a server's frame: whole and not masked.
   *
   * @param target with room for {@link #MOST_HEADER_BYTES}
   * @param opcode one of those above
   * @param length number of bytes in the payload that goes behind it; 0 or more
   */
  public static void putHeader(ByteBuffer target, int opcode, int length) {
    putHeader(target, opcode, length, 0);
  }

  /**
   * Puts the header of a client's frame: whole and masked.
   *
   * @param target with room for {@link #MOST_MASKED_HEADER_BYTES}
   * @param opcode one of those above
   * @param length number of bytes in the payload that goes behind it; 0 or more
   * @param key what that payload is to be {@linkplain #mask masked} with; not to be foreseen
   */
  public static void putMaskedHeader(ByteBuffer target, int opcode, int length, int key) {
    putHeader(target, opcode, length, 0x80);
    target.putInt(key);
  }

  private static void putHeader(ByteBuffer target, int opcode, int length, int maskBit) {
    target.put((byte) (0x80 | opcode));
    if (length < 126) {
      target.put((byte) (maskBit | length));
    } else if (length < 65536) {
      target.put((byte) (maskBit | 126)).putShort((short) length);
    } else {
      target.put((byte) (maskBit | 127)).putLong(length);
    }
  }

  /**
   * Masks a part of a payload in its place, or takes the mask off (RFC 6455 section 5.3).
   *
   * @param key of the frame
   * @param done how many bytes of the same payload came before
   */
  public static void mask(byte[] bytes, int from, int count, int key, int done) {
    int turned = Integer.rotateLeft(key, 8 * done);
    long wide = (turned & 0xffffffffL) << 32 | (turned & 0xffffffffL);
    int end = from + count;
    int at = from;
    for (; at <= end - 8; at += 8) {
      WORDS.set(bytes, at, (long) WORDS.get(bytes, at) ^ wide);
    }
    for (int shift = 56; at < end; at++, shift -= 8) {
      bytes[at] ^= (byte) (wide >>> shift);
    }
  }
}
