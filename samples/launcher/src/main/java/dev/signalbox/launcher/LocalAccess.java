package dev.signalbox.launcher;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.signalbox.api.secret.SecretDirectory;
import dev.signalbox.bootstrap.Panel;
import dev.signalbox.panel.key.ApiKeyService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What lets the commands on a panel's machine talk to it: a key below {@code secrets}, which only
 * the owner of the data directory can read, and the address.
 */
final class LocalAccess {
  private static final String KEY = "commands.key";

  private LocalAccess() {}

  /**
   * Makes the key where it is missing or not good any more, and says where the panel is.
   *
   * @return what is to be closed before the panel
   */
  static AutoCloseable grant(Panel panel, Path data, RunAddress address) throws IOException {
    SecretDirectory secrets = SecretDirectory.open(data);
    ApiKeyService keys = panel.service(ApiKeyService.class);
    boolean isGood = read(secrets).flatMap(keys::recognise).isPresent();
    if (!isGood) {
      secrets.replace(KEY, keys.createLocal().secret().getBytes(US_ASCII));
    }
    return address.write(data);
  }

  /** Returns the key of a panel's directory, without making anything. */
  static Optional<String> key(Path data) {
    return Files.isDirectory(data.resolve("secrets"))
        ? read(SecretDirectory.open(data))
        : Optional.empty();
  }

  private static Optional<String> read(SecretDirectory secrets) {
    return secrets.read(KEY).map(content -> new String(content, US_ASCII));
  }
}
