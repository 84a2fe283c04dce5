package dev.signalbox.api.link.dial;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Why a WebSocket could not be opened; its message is for whoever operates this side. */
public final class DialException extends Exception {
  /** How far it got. */
  public enum Kind {
    /** The name has no address. */
    NAME,
    /** No connection: refused, unreachable, or broken off. */
    TCP,
    /** The handshake of TLS failed; the certificate is not one that is trusted here, say. */
    TLS,
    /** The server answered, and not with the WebSocket that was asked for. */
    HTTP,
    /** Something took longer than 10 s. */
    TIMEOUT,
    /** Anything else, a closed dialer included. */
    OTHER
  }

  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final int status;
  private final @Nullable String problem;

  DialException(Kind kind, String message) {
    this(kind, message, null);
  }

  DialException(Kind kind, String message, @Nullable Throwable cause) {
    this(kind, message, 0, null, cause);
  }

  private DialException(
      Kind kind, String message, int status, @Nullable String problem, @Nullable Throwable cause) {
    super(requireNonNull(message, "message"), cause);
    this.kind = requireNonNull(kind, "kind");
    this.status = status;
    this.problem = problem;
  }

  /** Returns the failure of a handshake that was answered with another status than 101. */
  static DialException answered(String message, int status, @Nullable String problem) {
    return new DialException(Kind.HTTP, message, status, problem, null);
  }

  /** Returns in plain words why a stage of {@link WebSocketDialer#dial} has failed. */
  public static String words(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    String message = cause == null ? failure.getMessage() : cause.getMessage();
    return message == null ? "it cannot be reached" : message;
  }

  public Kind kind() {
    return kind;
  }

  /** Returns the status of the answer, where there was one of another status than 101. */
  public OptionalInt status() {
    return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
  }

  /** Returns the code of the problem that was answered, where there was one. */
  public Optional<String> problem() {
    return Optional.ofNullable(problem);
  }
}
