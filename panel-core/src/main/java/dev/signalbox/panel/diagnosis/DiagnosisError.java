package dev.signalbox.panel.diagnosis;

import dev.signalbox.api.error.ErrorCode;
import dev.signalbox.api.error.ErrorKind;

/** What can be wrong with a diagnosis itself. */
public enum DiagnosisError implements ErrorCode {
  BUSY("diagnosis.busy", ErrorKind.TOO_MANY);

  private final String id;
  private final ErrorKind kind;

  DiagnosisError(String id, ErrorKind kind) {
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
