package dev.signalbox.architecture;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Reads the text constants of a class file, which ArchUnit does not keep (JVMS 4.4). */
final class TextConstants {
  private TextConstants() {}

  static Set<String> of(URI classFile) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(classFile.toURL().openStream()))) {
      in.skipNBytes(8);
      return read(in);
    }
  }

  private static Set<String> read(DataInputStream in) throws IOException {
    int count = in.readUnsignedShort();
    Map<Integer, String> texts = new HashMap<>();
    Set<Integer> constants = new HashSet<>();
    for (int index = 1; index < count; index++) {
      int tag = in.readUnsignedByte();
      switch (tag) {
        case 1 -> texts.put(index, in.readUTF());
        case 8 -> constants.add(in.readUnsignedShort());
        case 7, 16, 19, 20 -> in.skipNBytes(2);
        case 15 -> in.skipNBytes(3);
        case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
        case 5, 6 -> {
          in.skipNBytes(8);
          index++; // A long and a double take two places.
        }
        default -> throw new IOException("tag: " + tag + " (expected: one of JVMS 4.4)");
      }
    }
    Set<String> found = new HashSet<>();
    for (int constant : constants) {
      found.add(texts.getOrDefault(constant, ""));
    }
    return found;
  }
}
