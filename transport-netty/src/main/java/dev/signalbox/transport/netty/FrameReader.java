package dev.signalbox.transport.netty;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads a client's frames (RFC 6455 section 5) and joins them into messages.
 *
 * <p>It takes bytes only up to the end of one message or control frame, so that what is behind
 * stays unread until there is room for it; memory grows with what came, not with what a length
 * promises.
 */
final class FrameReader {
  /** What {@link #read} came upon. */
  enum Event {
    NOTHING,
    TEXT,
    BINARY,
    PING,
    PONG,
    CLOSE
  }

  /** A frame that must not be: the session ends with this code. */
  static final class ProtocolException extends Exception {
    private static final long serialVersionUID = 1L;
    private final int closeCode;

    ProtocolException(int closeCode, String message) {
      super(message);
      this.closeCode = closeCode;
    }

    int closeCode() {
      return closeCode;
    }
  }

  private static final byte[] NONE = new byte[0];
  private static final int CONTINUATION = 0;
  private static final int TEXT = 1;
  private static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;

  private final int maxMessageBytes;
  private final byte[] header = new byte[14];
  private int headerLength;
  private boolean inPayload;
  private long payloadLeft;
  private int maskIndex;
  private int maskOffset;
  private int messageOpcode;
  private byte[] message = NONE;
  private int messageLength;
  private byte[] control = NONE;
  private int controlLength;

  FrameReader(int maxMessageBytes) {
    this.maxMessageBytes = maxMessageBytes;
  }

  /** Takes bytes up to the end of one message or control frame at most. */
  Event read(ByteBuf buffer) throws ProtocolException {
    while (true) {
      if (!inPayload) {
        if (!readHeader(buffer)) {
          return Event.NOTHING;
        }
        inPayload = true;
      }
      readPayload(buffer);
      if (payloadLeft > 0) {
        return Event.NOTHING;
      }
      inPayload = false;
      headerLength = 0;
      Event event = endOfFrame();
      if (event != Event.NOTHING) {
        return event;
      }
    }
  }

  /** Returns the message just read and forgets it. */
  ByteBuffer takeBinary() {
    ByteBuffer taken = ByteBuffer.wrap(message, 0, messageLength);
    message = NONE;
    messageLength = 0;
    return taken;
  }

  /** Returns the message just read and forgets it. */
  String takeText() throws ProtocolException {
    return utf8(takeBinary());
  }

  /** Returns the payload of the control frame just read. */
  byte[] control() {
    return Arrays.copyOf(control, controlLength);
  }

  static String utf8(ByteBuffer bytes) throws ProtocolException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new ProtocolException(1007, "not UTF-8");
    }
  }

  private boolean readHeader(ByteBuf buffer) throws ProtocolException {
    while (headerLength < 2 || headerLength < headerSize()) {
      if (!buffer.isReadable()) {
        return false;
      }
      header[headerLength++] = buffer.readByte();
      if (headerLength == 2) {
        checkStart();
      }
    }
    maskIndex = headerLength - 4;
    maskOffset = 0;
    payloadLeft = length();
    checkLength();
    return true;
  }

  private int headerSize() {
    int length = header[1] & 0x7f;
    return 2 + (length == 127 ? 8 : length == 126 ? 2 : 0) + 4;
  }

  private int opcode() {
    return header[0] & 0x0f;
  }

  private boolean isFinal() {
    return header[0] < 0;
  }

  private boolean isControl() {
    return opcode() >= CLOSE;
  }

  private long length() {
    int length = header[1] & 0x7f;
    if (length < 126) {
      return length;
    }
    long value = 0;
    for (int i = 2; i < maskIndex; i++) {
      value = value << 8 | (header[i] & 0xff);
    }
    return value;
  }

  private void checkStart() throws ProtocolException {
    if ((header[0] & 0x70) != 0) {
      throw new ProtocolException(1002, "reserved bit");
    }
    if (header[1] >= 0) {
      throw new ProtocolException(1002, "frame without a mask");
    }
    switch (opcode()) {
      case CONTINUATION -> {
        if (messageOpcode == 0) {
          throw new ProtocolException(1002, "continuation of nothing");
        }
      }
      case TEXT, BINARY -> {
        if (messageOpcode != 0) {
          throw new ProtocolException(1002, "message within a message");
        }
      }
      case CLOSE, PING, PONG -> {
        if (!isFinal() || (header[1] & 0x7f) > 125) {
          throw new ProtocolException(1002, "long or fragmented control frame");
        }
      }
      default -> throw new ProtocolException(1002, "unknown opcode");
    }
  }

  private void checkLength() throws ProtocolException {
    if (payloadLeft < 0) {
      throw new ProtocolException(1002, "length out of range");
    }
    if (isControl()) {
      control = new byte[(int) payloadLeft];
      controlLength = 0;
      return;
    }
    if (payloadLeft > maxMessageBytes - messageLength) {
      throw new ProtocolException(1009, "message too big");
    }
    if (opcode() != CONTINUATION) {
      messageOpcode = opcode();
    }
  }

  private void readPayload(ByteBuf buffer) {
    int count = (int) Math.min(payloadLeft, buffer.readableBytes());
    if (count == 0) {
      return;
    }
    byte[] target;
    int from;
    if (isControl()) {
      target = control;
      from = controlLength;
      controlLength += count;
    } else {
      target = ensureRoom(count);
      from = messageLength;
      messageLength += count;
    }
    buffer.readBytes(target, from, count);
    for (int i = from; i < from + count; i++) {
      target[i] ^= header[maskIndex + (maskOffset++ & 3)];
    }
    maskOffset &= 3;
    payloadLeft -= count;
  }

  private byte[] ensureRoom(int count) {
    int needed = messageLength + count;
    if (needed > message.length) {
      // A message that comes whole gets just its size; one in pieces grows by doubling.
      int size = payloadLeft == count && isFinal() ? needed : Math.max(needed, 2 * message.length);
      message = Arrays.copyOf(message, Math.min(size, maxMessageBytes));
    }
    return message;
  }

  private Event endOfFrame() {
    return switch (opcode()) {
      case PING -> Event.PING;
      case PONG -> Event.PONG;
      case CLOSE -> Event.CLOSE;
      default -> isFinal() ? endOfMessage() : Event.NOTHING;
    };
  }

  private Event endOfMessage() {
    Event event = messageOpcode == TEXT ? Event.TEXT : Event.BINARY;
    messageOpcode = 0;
    return event;
  }
}
