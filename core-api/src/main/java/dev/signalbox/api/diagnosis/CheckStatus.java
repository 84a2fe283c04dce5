package dev.signalbox.api.diagnosis;

/** What came of one check. */
public enum CheckStatus {
  /** All is well. */
  PASS,
  /** It works, and not for everybody or not for long. */
  WARN,
  /** It does not work. */
  FAIL,
  /** It was not looked at; the detail says why. */
  SKIP
}
