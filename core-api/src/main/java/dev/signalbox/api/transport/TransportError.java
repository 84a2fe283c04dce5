package dev.signalbox.api.transport;

import dev.signalbox.api.error.ErrorCode;
import dev.signalbox.api.error.ErrorKind;
import dev.signalbox.api.error.SignalboxException;
import java.util.Locale;

/** Why a server does not start. */
public enum TransportError implements ErrorCode {
  PORT_IN_USE("transport.port-in-use", ErrorKind.UNAVAILABLE),
  BIND_FAILED("transport.bind-failed", ErrorKind.UNAVAILABLE);

  private final String id;
  private final ErrorKind kind;

  TransportError(String id, ErrorKind kind) {
    this.id = id;
    this.kind = kind;
  }

  /**
   * Returns the failure to throw where a listener cannot be bound; it names host and port.
   *
   * @param cause what the engine threw; its message tells a port in use by the operating system's
   *     words, since each engine has its own type of exception
   */
  public static SignalboxException notBound(ListenerSpec listener, Throwable cause) {
    String where = listener.host() + ":" + listener.port();
    String reason = String.valueOf(cause.getMessage());
    return reason.toLowerCase(Locale.ROOT).contains("in use")
        ? new SignalboxException(PORT_IN_USE, where + " is in use by another program", cause)
        : new SignalboxException(BIND_FAILED, where + " cannot be bound: " + reason, cause);
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
