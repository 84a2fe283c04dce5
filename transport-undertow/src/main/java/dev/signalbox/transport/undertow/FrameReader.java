package dev.signalbox.transport.undertow;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads a client's frames (RFC 6455 section 5) and joins them into messages.
 *
 * <p>The engine has a reader of its own. It lets unmasked control frames pass, trips over a length
 * beyond 2^63, and stops reading while many frames wait to be sent, so that a close goes unseen.
 */
final class FrameReader {
  /** What came to its end. */
  enum Event {
    NOTHING,
    TEXT,
    BINARY,
    PING,
    PONG,
    CLOSE
  }

  private static final byte[] NONE = new byte[0];

  private final int maxMessageBytes;
  private final byte[] header = new byte[14];
  private int headerLength;
  private int headerSize;
  private boolean inPayload;
  private long payloadLeft;
  private int maskAt;
  private int masked;
  private int messageOpcode;
  private byte[] message = NONE;
  private int messageLength;
  private byte[] control = NONE;
  private int controlLength;

  FrameReader(int maxMessageBytes) {
    this.maxMessageBytes = maxMessageBytes;
  }

  /** Takes bytes up to the end of one message or control frame, and leaves the rest. */
  Event take(ByteBuffer in) throws FrameException {
    while (true) {
      if (!inPayload && !takeHeader(in)) {
        return Event.NOTHING;
      }
      takePayload(in);
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

  /** Returns the binary message just read and forgets it. */
  ByteBuffer binary() {
    ByteBuffer whole = ByteBuffer.wrap(message, 0, messageLength);
    message = NONE;
    messageLength = 0;
    return whole;
  }

  /** Returns the text message just read and forgets it. */
  String text() throws FrameException {
    return utf8(binary());
  }

  /** Returns the payload of the control frame just read. */
  byte[] control() {
    return Arrays.copyOf(control, controlLength);
  }

  static String utf8(ByteBuffer bytes) throws FrameException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new FrameException(1007, "not UTF-8");
    }
  }

  private boolean takeHeader(ByteBuffer in) throws FrameException {
    while (headerLength < 2 || headerLength < headerSize) {
      if (!in.hasRemaining()) {
        return false;
      }
      header[headerLength++] = in.get();
      if (headerLength == 2) {
        checkStart();
        int length = header[1] & 0x7f;
        headerSize = 6 + (length == 127 ? 8 : length == 126 ? 2 : 0);
      }
    }
    maskAt = headerSize - 4;
    masked = 0;
    payloadLeft = length();
    inPayload = true;
    beginPayload();
    return true;
  }

  private int opcode() {
    return header[0] & 0x0f;
  }

  private boolean isFinal() {
    return header[0] < 0;
  }

  private boolean isControl() {
    return opcode() >= Frames.CLOSE;
  }

  private long length() {
    if (maskAt == 2) {
      return header[1] & 0x7f;
    }
    long value = 0;
    for (int i = 2; i < maskAt; i++) {
      value = value << 8 | (header[i] & 0xff);
    }
    return value;
  }

  private void checkStart() throws FrameException {
    if ((header[0] & 0x70) != 0) {
      throw new FrameException(1002, "reserved bit");
    }
    if (header[1] >= 0) {
      throw new FrameException(1002, "frame without a mask");
    }
    switch (opcode()) {
      case Frames.CONTINUATION -> {
        if (messageOpcode == 0) {
          throw new FrameException(1002, "continuation of nothing");
        }
      }
      case Frames.TEXT, Frames.BINARY -> {
        if (messageOpcode != 0) {
          throw new FrameException(1002, "message within a message");
        }
      }
      case Frames.CLOSE, Frames.PING, Frames.PONG -> {
        if (!isFinal() || (header[1] & 0x7f) > 125) {
          throw new FrameException(1002, "long or fragmented control frame");
        }
      }
      default -> throw new FrameException(1002, "unknown opcode");
    }
  }

  private void beginPayload() throws FrameException {
    if (payloadLeft < 0) {
      throw new FrameException(1002, "length out of range");
    }
    if (isControl()) {
      control = new byte[(int) payloadLeft];
      controlLength = 0;
      return;
    }
    if (payloadLeft > maxMessageBytes - messageLength) {
      throw new FrameException(1009, "message too big");
    }
    if (opcode() != Frames.CONTINUATION) {
      messageOpcode = opcode();
    }
  }

  private void takePayload(ByteBuffer in) {
    int count = (int) Math.min(payloadLeft, in.remaining());
    if (count == 0) {
      return;
    }
    payloadLeft -= count;
    if (isControl()) {
      in.get(control, controlLength, count);
      unmask(control, controlLength, count);
      controlLength += count;
    } else {
      makeRoom(count);
      in.get(message, messageLength, count);
      unmask(message, messageLength, count);
      messageLength += count;
    }
  }

  private void unmask(byte[] bytes, int from, int count) {
    for (int i = from; i < from + count; i++) {
      bytes[i] ^= header[maskAt + (masked++ & 3)];
    }
    masked &= 3;
  }

  /** Makes room for what has come, and not for what a length promises. */
  private void makeRoom(int count) {
    int needed = messageLength + count;
    if (needed > message.length) {
      boolean whole = payloadLeft == 0 && isFinal();
      int size = whole ? needed : Math.max(needed, (int) Math.min(2L * needed, maxMessageBytes));
      message = Arrays.copyOf(message, size);
    }
  }

  private Event endOfFrame() {
    return switch (opcode()) {
      case Frames.PING -> Event.PING;
      case Frames.PONG -> Event.PONG;
      case Frames.CLOSE -> Event.CLOSE;
      default -> isFinal() ? endOfMessage() : Event.NOTHING;
    };
  }

  private Event endOfMessage() {
    Event event = messageOpcode == Frames.TEXT ? Event.TEXT : Event.BINARY;
    messageOpcode = 0;
    return event;
  }
}
