package dev.signalbox.panel.vault;

import dev.signalbox.api.error.ErrorCode;
import dev.signalbox.api.error.ErrorKind;

/** Why the panel cannot reach its own secrets. */
public enum VaultError implements ErrorCode {
  /** The database holds secrets, and the key that opens them is gone. */
  KEY_MISSING("vault.key-missing", ErrorKind.INTERNAL),
  /** The key file is not what the panel once wrote there. */
  BAD_KEY_FILE("vault.bad-key-file", ErrorKind.INTERNAL),
  /** A secret does not open: the key belongs to another database, or the row was altered. */
  DOES_NOT_OPEN("vault.does-not-open", ErrorKind.INTERNAL);

  private final String id;
  private final ErrorKind kind;

  VaultError(String id, ErrorKind kind) {
    this.id = id;
    this.kind = kind;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public ErrorKind kind() {
    return kind;
  }
}
