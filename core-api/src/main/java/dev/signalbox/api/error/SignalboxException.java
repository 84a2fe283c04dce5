package dev.signalbox.api.error;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A failure with a code that a program can act on and a message that a person can.
 *
 * <p>The message goes to the client unless the kind is {@link ErrorKind#INTERNAL}; it never holds a
 * secret.
 */
public final class SignalboxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ErrorCode code;
  private final @Nullable String field;
  private final @Nullable Duration retryAfter;

  public SignalboxException(ErrorCode code, String message) {
    this(code, message, null, null, null);
  }

  public SignalboxException(ErrorCode code, String message, Throwable cause) {
    this(code, message, null, null, requireNonNull(cause, "cause"));
  }

  private SignalboxException(
      ErrorCode code,
      String message,
      @Nullable String field,
      @Nullable Duration retryAfter,
      @Nullable Throwable cause) {
    super(requireNonNull(message, "message"), cause);
    this.code = requireNonNull(code, "code");
    this.field = field;
    this.retryAfter = retryAfter;
  }

  /**
   * Returns a failure that names the field at fault.
   *
   * @param field the path of the field as the client wrote it, such as {@code driver.command}
   */
  public static SignalboxException ofField(ErrorCode code, String field, String message) {
    return new SignalboxException(code, message, requireNonNull(field, "field"), null, null);
  }

  /** Returns a {@code request.invalid} failure that names the field at fault. */
  public static SignalboxException invalid(String field, String message) {
    return ofField(RequestError.INVALID, field, message);
  }

  /**
   * Returns a failure that passes by itself: the same request may succeed after that time.
   *
   * @param retryAfter &gt; 0; told to the client in whole seconds, rounded up
   */
  public static SignalboxException ofRetry(ErrorCode code, String message, Duration retryAfter) {
    if (retryAfter.isNegative() || retryAfter.isZero()) {
      throw new IllegalArgumentException("retryAfter: " + retryAfter + " (expected: > 0)");
    }
    return new SignalboxException(code, message, null, retryAfter, null);
  }

  /** Returns what failed. */
  public ErrorCode code() {
    return code;
  }

  /** Returns the field at fault, where one is. */
  public Optional<String> field() {
    return Optional.ofNullable(field);
  }

  /** Returns when the same request may succeed, where that is known. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
