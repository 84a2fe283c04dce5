package dev.signalbox.launcher;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.signalbox.api.json.Json;
import dev.signalbox.api.secret.SecretDirectory;
import dev.signalbox.api.secret.Sha256;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a daemon keeps of the panel that it has joined, read also while the daemon runs.
 *
 * @param name what it is called there
 * @param root the authority that it trusts
 * @param panel where it dials the panel; null where it does not
 */
record JoinedFile(String name, X509Certificate root, @Nullable URI panel) {
  private static final String FILE = "daemon-panel.json";

  JoinedFile {
    requireNonNull(name, "name");
    requireNonNull(root, "root");
  }

  /** Reads it; empty where no panel was joined. */
  static Optional<JoinedFile> read(Path data) {
    return data.resolve("secrets").toFile().isDirectory()
        ? SecretDirectory.open(data).read(FILE).map(JoinedFile::parse)
        : Optional.empty();
  }

  private static JoinedFile parse(byte[] content) {
    JsonObject stored = Json.parse(content).getAsJsonObject();
    return new JoinedFile(
        stored.get("name").getAsString(),
        certificate(stored.get("root").getAsString()),
        stored.has("way") ? url(stored.getAsJsonObject("way").get("url")) : null);
  }

  private static @Nullable URI url(@Nullable JsonElement url) {
    return url == null || url.isJsonNull() ? null : URI.create(url.getAsString());
  }

  private static X509Certificate certificate(String text) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(Base64.getDecoder().decode(text)));
    } catch (CertificateException e) {
      throw new CommandException(FILE + " is unreadable: " + e.getMessage(), e);
    }
  }

  /** Returns the SHA-256 of the authority's public key in hex. */
  String fingerprint() {
    return Sha256.hex(root.getPublicKey().getEncoded());
  }
}
