package dev.signalbox.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** A folder of our own with the file to send and a certificate for 127.0.0.1. */
final class Workspace implements AutoCloseable {
  static final String PASSWORD = "benchmark";

  private final Path folder;
  private final long fileBytes;

  private Workspace(Path folder, long fileBytes) {
    this.folder = folder;
    this.fileBytes = fileBytes;
  }

  /** Makes one below the folder, which must have room for the file twice. */
  static Workspace create(Path parent, long fileBytes)
      throws IOException, GeneralSecurityException, InterruptedException {
    long usable = Files.getFileStore(parent).getUsableSpace();
    if (usable < 3 * fileBytes) {
      throw new BenchmarkException(
          parent
              + " has "
              + (usable >> 20)
              + " MiB left. Give a folder with "
              + (3 * fileBytes >> 20)
              + " by --folder.");
    }
    Workspace made =
        new Workspace(Files.createTempDirectory(parent, "signalbox-benchmark-"), fileBytes);
    try {
      made.writeFile();
      made.makeCertificate();
      return made;
    } catch (IOException | GeneralSecurityException | InterruptedException | RuntimeException e) {
      made.close();
      throw e;
    }
  }

  Path folder() {
    return folder;
  }

  /** Returns the file to send, of random bytes. */
  Path file() {
    return folder.resolve("file");
  }

  long fileBytes() {
    return fileBytes;
  }

  Path keyStore() {
    return folder.resolve("server.p12");
  }

  Path certificate() {
    return folder.resolve("certificate.pem");
  }

  Path privateKey() {
    return folder.resolve("key.pem");
  }

  /** Makes a folder for what one server gets. */
  Path uploads(String server) throws IOException {
    return Files.createDirectories(folder.resolve("upload-" + server));
  }

  private void writeFile() throws IOException {
    byte[] block = new byte[1 << 20];
    new Random(1).nextBytes(block);
    try (FileChannel channel =
        FileChannel.open(file(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (long left = fileBytes; left > 0; ) {
        left -= channel.write(ByteBuffer.wrap(block, 0, (int) Math.min(block.length, left)));
      }
    }
  }

  private void makeCertificate()
      throws IOException, GeneralSecurityException, InterruptedException {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                keyStore().toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-alias",
                "key",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "2",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=ip:127.0.0.1")
            .redirectErrorStream(true)
            .start();
    String said;
    try (InputStream out = keytool.getInputStream()) {
      said = new String(out.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
    if (keytool.waitFor() != 0) {
      throw new BenchmarkException("keytool made no certificate: " + said);
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keyStore())) {
      store.load(in, PASSWORD.toCharArray());
    }
    Key key = store.getKey("key", PASSWORD.toCharArray());
    writePem(privateKey(), "PRIVATE KEY", key.getEncoded());
    writePem(certificate(), "CERTIFICATE", store.getCertificate("key").getEncoded());
  }

  private static void writePem(Path file, String type, byte[] der) throws IOException {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    Files.writeString(
        file, "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n");
  }

  @Override
  public void close() {
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
