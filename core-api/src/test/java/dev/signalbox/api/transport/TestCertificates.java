package dev.signalbox.api.transport;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Self-signed certificates, made by the JDK's keytool once for each name. */
public final class TestCertificates {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final Map<List<String>, TlsMaterial> MADE = new ConcurrentHashMap<>();

  private TestCertificates() {}

  /** Returns the key and certificate of that common name, good for localhost and 127.0.0.1. */
  public static TlsMaterial named(String commonName) {
    return MADE.computeIfAbsent(
        List.of("EC", commonName, "dns:localhost,ip:127.0.0.1"), TestCertificates::make);
  }

  /** Returns a key of that algorithm, EC or RSA, and its certificate for just that name. */
  static TlsMaterial forServer(String algorithm, String name) {
    return MADE.computeIfAbsent(
        List.of(algorithm, algorithm + " " + name, "dns:" + name), TestCertificates::make);
  }

  /** Returns a client's context that trusts just these. */
  public static SSLContext trusting(TlsMaterial... trusted) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (TlsMaterial material : trusted) {
        X509Certificate certificate = material.chain().get(0);
        store.setCertificateEntry(certificate.getSubjectX500Principal().getName(), certificate);
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, factory.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TlsMaterial make(List<String> wanted) {
    try {
      Path directory = Files.createTempDirectory("certificate");
      Path file = directory.resolve("store.p12");
      try {
        runKeytool(wanted.get(0), wanted.get(1), wanted.get(2), file);
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
          store.load(in, PASSWORD);
        }
        return new TlsMaterial(
            (PrivateKey) store.getKey("key", PASSWORD),
            List.of((X509Certificate) store.getCertificate("key")));
      } finally {
        Files.deleteIfExists(file);
        Files.delete(directory);
      }
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void runKeytool(String algorithm, String commonName, String names, Path file)
      throws IOException, InterruptedException {
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    Process process =
        new ProcessBuilder(
                keytool.toString(),
                "-genkeypair",
                "-alias",
                "key",
                "-keyalg",
                algorithm,
                algorithm.equals("EC") ? "-groupname" : "-keysize",
                algorithm.equals("EC") ? "secp256r1" : "2048",
                "-validity",
                "2",
                "-dname",
                "CN=" + commonName,
                "-ext",
                "SAN=" + names,
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException("keytool: " + output);
    }
  }
}
