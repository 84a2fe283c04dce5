package dev.signalbox.api.transport.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the other side's frames (RFC 6455 section 5) and joins them into messages.
 *
 * <p>Refused are: a reserved bit, an unknown opcode, a client's frame without a mask or a server's
 * with one, a length of 2^63 or more, a control frame that is fragmented or longer than 125 bytes,
 * a continuation of nothing, a message within a message, a text that is not UTF-8, and a message
 * beyond the limit. Memory grows with what came and not with what a length promises.
 */
public final class FrameReader {
  /** What came to its end. */
  public enum Event {
    /** Neither a message nor a control frame: more bytes are needed. */
    NOTHING,
    /** A text message, to be taken by {@link #text}. */
    TEXT,
    /** A binary message, to be taken by {@link #binary}. */
    BINARY,
    /** A ping, whose payload is {@link #control}. */
    PING,
    /** A pong, whose payload is {@link #control}. */
    PONG,
    /** A close, whose payload is {@link #control}. */
    CLOSE
  }

  private static final int MASK_BYTES = 4;
  private static final byte[] NONE = new byte[0];

  private final int maxMessageBytes;

  /** 4 where the frames are a client's, and 0 where they are a server's. */
  private final int maskBytes;

  private final byte[] header = new byte[14];
  private int headerLength;
  private int headerSize;
  private boolean inPayload;
  private long payloadLeft;
  private int mask;
  private int masked;
  private int messageOpcode;
  private byte[] message = NONE;
  private int messageLength;
  private byte[] control = NONE;
  private int controlLength;

  /**
   * Returns a reader for one connection of a client.
   *
   * @param maxMessageBytes longest message over all its fragments; 1 or more
   */
  public FrameReader(int maxMessageBytes) {
    this(maxMessageBytes, MASK_BYTES);
  }

  private FrameReader(int maxMessageBytes, int maskBytes) {
    if (maxMessageBytes < 1) {
      throw new IllegalArgumentException(
          "maxMessageBytes: " + maxMessageBytes + " (expected: >= 1)");
    }
    this.maxMessageBytes = maxMessageBytes;
    this.maskBytes = maskBytes;
  }

  /**
   * Returns a reader for one connection to a server.
   *
   * @param maxMessageBytes longest message over all its fragments; 1 or more
   */
  public static FrameReader ofServer(int maxMessageBytes) {
    return new FrameReader(maxMessageBytes, 0);
  }

  /**
   * Takes bytes up to the end of one message or control frame, and leaves the rest.
   *
   * @return {@code NOTHING} only where all bytes were taken
   * @throws FrameException with the code to close with; nothing more can be read
   */
  public Event take(ByteBuffer in) throws FrameException {
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

  /** Returns the binary message just read, and forgets it: the bytes are the caller's. */
  public ByteBuffer binary() {
    ByteBuffer whole = ByteBuffer.wrap(message, 0, messageLength);
    message = NONE;
    messageLength = 0;
    return whole;
  }

  /**
   * Returns the text message just read, and forgets it.
   *
   * @throws FrameException 1007 where it is not UTF-8
   */
  public String text() throws FrameException {
    return utf8(binary());
  }

  /** Returns the payload of the control frame just read: 0 to 125 bytes that are the caller's. */
  public byte[] control() {
    return Arrays.copyOf(control, controlLength);
  }

  /** Decodes strictly: what is not UTF-8 is refused and not replaced. */
  static String utf8(ByteBuffer bytes) throws FrameException {
    // Much faster than a decoder, and only this character can stand for a fault.
    String text =
        new String(
            bytes.array(),
            bytes.arrayOffset() + bytes.position(),
            bytes.remaining(),
            StandardCharsets.UTF_8);
    if (text.indexOf('\uFFFD') < 0) {
      return text;
    }
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
        headerSize = 2 + (length == 127 ? 8 : length == 126 ? 2 : 0) + maskBytes;
      }
    }
    int maskStart = headerSize - maskBytes;
    mask = (int) number(maskStart, headerSize);
    masked = 0;
    payloadLeft = maskStart == 2 ? header[1] & 0x7f : number(2, maskStart);
    inPayload = true;
    beginPayload();
    return true;
  }

  private long number(int from, int to) {
    long value = 0;
    for (int i = from; i < to; i++) {
      value = value << 8 | (header[i] & 0xff);
    }
    return value;
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

  private void checkStart() throws FrameException {
    if ((header[0] & 0x70) != 0) {
      throw new FrameException(1002, "reserved bit");
    }
    if (header[1] < 0 != (maskBytes > 0)) {
      throw new FrameException(1002, maskBytes > 0 ? "frame without a mask" : "masked frame");
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
        if (!isFinal() || (header[1] & 0x7f) > Frames.MOST_CONTROL_BYTES) {
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
    if (maskBytes == 0) {
      return;
    }
    Frames.mask(bytes, from, count, mask, masked);
    masked = (masked + count) & 3;
  }

  /** Makes room for what has come, and for as much again where more will. */
  private void makeRoom(int count) {
    int needed = messageLength + count;
    if (needed > message.length) {
      long most = isFinal() ? needed + payloadLeft : maxMessageBytes;
      message = Arrays.copyOf(message, (int) Math.min(2L * needed, most));
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
