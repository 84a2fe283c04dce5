package dev.signalbox.panel.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.secret.SecretDirectory;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Seals and opens; never shown. */
final class MasterKey {
  static final String FILE = "master.key";

  private static final String PREFIX = "signalbox-master-key-1:";
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;
  private final SecureRandom random = new SecureRandom();

  private MasterKey(byte[] key) {
    this.key = new SecretKeySpec(key, "AES");
  }

  /** Makes the file, unless somebody was faster. */
  static void create(SecretDirectory secrets) {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    String text = PREFIX + Base64.getEncoder().encodeToString(key) + "\n";
    secrets.create(FILE, text.getBytes(UTF_8));
    Arrays.fill(key, (byte) 0);
  }

  static MasterKey parse(byte[] file, SecretDirectory secrets) {
    String text = new String(file, UTF_8).strip();
    if (text.startsWith(PREFIX)) {
      try {
        byte[] key = Base64.getDecoder().decode(text.substring(PREFIX.length()));
        if (key.length == KEY_BYTES) {
          return new MasterKey(key);
        }
      } catch (IllegalArgumentException e) {
        // Told below, without a cause that would quote the key.
      }
    }
    throw new SignalboxException(
        VaultError.BAD_KEY_FILE,
        secrets.path(FILE)
            + " is not a master key as this program writes it; restore it from a backup");
  }

  byte[] seal(String name, int version, byte[] content) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, name, version).doFinal(content);
      return ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM does not seal", e);
    }
  }

  byte[] open(String name, int version, byte[] sealed) {
    if (sealed.length < NONCE_BYTES + TAG_BITS / 8) {
      throw doesNotOpen(name);
    }
    try {
      return cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE_BYTES), name, version)
          .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
    } catch (AEADBadTagException e) {
      throw doesNotOpen(name);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM does not open", e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, String name, int version)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(("signalbox-vault\0" + name + '\0' + version).getBytes(UTF_8));
    return cipher;
  }

  private static SignalboxException doesNotOpen(String name) {
    return new SignalboxException(
        VaultError.DOES_NOT_OPEN,
        "the secret "
            + name
            + " does not open: secrets/"
            + FILE
            + " belongs to another database, or the row was altered; restore both from one backup");
  }

  @Override
  public String toString() {
    return "MasterKey";
  }
}
