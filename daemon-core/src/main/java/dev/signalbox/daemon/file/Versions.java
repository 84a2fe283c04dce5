package dev.signalbox.daemon.file;

import dev.signalbox.api.secret.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/** Makes versions of files out of their attributes. */
final class Versions {
  private static final int TAG_BYTES = 15;

  private Versions() {}

  static FileVersion of(BasicFileAttributes attributes) {
    return of(attributes, attributes.size());
  }

  /** Hashed, so that a tag does not tell of devices and inodes. */
  static FileVersion of(BasicFileAttributes attributes, long size) {
    String identity =
        attributes.fileKey()
            + "|"
            + size
            + "|"
            + attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
    byte[] digest = Sha256.of(identity.getBytes(StandardCharsets.UTF_8));
    String tag =
        Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, TAG_BYTES));
    return new FileVersion(size, attributes.lastModifiedTime().toInstant(), '"' + tag + '"');
  }
}
