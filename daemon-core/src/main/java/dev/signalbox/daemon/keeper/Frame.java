package dev.signalbox.daemon.keeper;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A message between daemon and keeper.
 *
 * @param body what it carries, from position to limit; whoever reads it moves its position
 */
record Frame(FrameType type, ByteBuffer body) {
  /** Writes the parts of a body. */
  interface Body {
    void writeTo(DataOutputStream out) throws IOException;
  }

  static Frame of(FrameType type) {
    return new Frame(type, ByteBuffer.allocate(0));
  }

  static Frame of(FrameType type, Body body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      body.writeTo(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Frame(type, ByteBuffer.wrap(bytes.toByteArray()));
  }

  static void writeText(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  long readLong() {
    return body.getLong();
  }

  int readInt() {
    return body.getInt();
  }

  String readText() {
    byte[] bytes = new byte[body.getInt()];
    body.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
