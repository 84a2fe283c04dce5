package dev.signalbox.api.link.stream;

import java.nio.ByteBuffer;

/** Gives bytes in memory, without copying them. */
final class BytesSource implements BodySource {
  private final ByteBuffer bytes;

  BytesSource(ByteBuffer bytes) {
    this.bytes = bytes.duplicate();
  }

  @Override
  public void pull(BodySender sender, int most) {
    for (int i = 0; i < most && bytes.hasRemaining(); i++) {
      int size = Math.min(bytes.remaining(), Wire.MESSAGE_BYTES);
      ByteBuffer message = bytes.slice(bytes.position(), size);
      bytes.position(bytes.position() + size);
      sender.offer(message);
    }
  }

  @Override
  public void end() {}
}
