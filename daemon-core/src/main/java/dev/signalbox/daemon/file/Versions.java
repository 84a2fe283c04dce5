package dev.signalbox.daemon.file;

import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
    byte[] digest = sha256().digest(identity.getBytes(StandardCharsets.UTF_8));
    String tag =
        Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, TAG_BYTES));
    return new FileVersion(size, attributes.lastModifiedTime().toInstant(), '"' + tag + '"');
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
