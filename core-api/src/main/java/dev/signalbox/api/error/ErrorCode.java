package dev.signalbox.api.error;

/**
 * One way in which a request or a command fails; implemented by an enum per feature.
 *
 * <p>The id is part of the contract with clients: it is never renamed and never reused.
 */
public interface ErrorCode {
  /**
   * Returns the literal id, lower case with a dot between feature and fault, such as {@code
   * instance.already-running}.
   */
  String id();

  /** Returns whose fault it is. */
  ErrorKind kind();
}
