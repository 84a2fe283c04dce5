package dev.signalbox.panel.authority;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.signalbox.api.error.SignalboxException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;

/** Writes {@code ca.pem}, which everybody may read and only we may change. */
final class RootFile {
  private static final int PEM_LINE = 64;

  private RootFile() {}

  static String pem(X509Certificate certificate) {
    try {
      return "-----BEGIN CERTIFICATE-----\n"
          + Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'})
              .encodeToString(certificate.getEncoded())
          + "\n-----END CERTIFICATE-----\n";
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read does not encode", e);
    }
  }

  static void write(Path dataDirectory, String pem) {
    Path file = dataDirectory.resolve("ca.pem");
    byte[] content = pem.getBytes(US_ASCII);
    try {
      Files.createDirectories(dataDirectory);
      if (!Files.isRegularFile(file) || !Arrays.equals(Files.readAllBytes(file), content)) {
        Path whole = dataDirectory.resolve("ca.pem.new");
        try (FileChannel channel =
            FileChannel.open(
                whole,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
          ByteBuffer rest = ByteBuffer.wrap(content);
          while (rest.hasRemaining()) {
            channel.write(rest);
          }
          channel.force(true);
        }
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
      }
      PosixFileAttributeView posix = Files.getFileAttributeView(file, PosixFileAttributeView.class);
      if (posix != null) {
        posix.setPermissions(PosixFilePermissions.fromString("rw-r--r--"));
      }
    } catch (IOException e) {
      throw new SignalboxException(AuthorityError.UNUSABLE, file + " cannot be written: " + e, e);
    }
  }
}
