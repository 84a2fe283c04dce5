package dev.signalbox.panel.server;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.RequestError;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.lifecycle.Managed;
import dev.signalbox.panel.user.UserService;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the person {@code admin} at the first start; a password that nobody chose goes to a file
 * that only its owner reads.
 */
final class FirstAdministrator implements Managed {
  private static final Logger log = LoggerFactory.getLogger(FirstAdministrator.class);

  /** Without characters that are mistaken for one another. */
  private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

  private static final int LENGTH = 24;

  private final UserService users;
  private final ServerConfig config;

  FirstAdministrator(UserService users, ServerConfig config) {
    this.users = requireNonNull(users, "users");
    this.config = requireNonNull(config, "config");
  }

  @Override
  public void start() {
    if (users.ensureAdministrator(this::password)) {
      log.info("administrator made user=admin");
    }
  }

  @Override
  public void stop() {}

  private String password() {
    String chosen = config.administratorPassword();
    if (chosen != null) {
      return chosen;
    }
    String made = random();
    Path file = config.dataDirectory().resolve("initial-admin-password.txt");
    write(file, made + "\n");
    log.info("administrator's password written file={}", file);
    return made;
  }

  private static void write(Path file, String text) {
    try {
      Files.deleteIfExists(file);
      boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
      FileAttribute<?>[] owner =
          posix
              ? new FileAttribute<?>[] {
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
              }
              : new FileAttribute<?>[0];
      Set<StandardOpenOption> options =
          Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      try (SeekableByteChannel channel = Files.newByteChannel(file, options, owner)) {
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
      }
    } catch (IOException e) {
      throw new SignalboxException(
          RequestError.INTERNAL, file + " cannot be written: " + e.getMessage(), e);
    }
  }

  private static String random() {
    SecureRandom random = new SecureRandom();
    StringBuilder password = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return password.toString();
  }
}
