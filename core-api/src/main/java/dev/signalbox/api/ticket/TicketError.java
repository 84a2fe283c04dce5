package dev.signalbox.api.ticket;

import dev.signalbox.api.error.ErrorCode;
import dev.signalbox.api.error.ErrorKind;

/** Why a daemon does not accept a ticket. */
public enum TicketError implements ErrorCode {
  MISSING("ticket.missing", ErrorKind.UNAUTHENTICATED),
  MALFORMED("ticket.malformed", ErrorKind.UNAUTHENTICATED),
  BAD_SIGNATURE("ticket.bad-signature", ErrorKind.UNAUTHENTICATED),
  WRONG_DAEMON("ticket.wrong-daemon", ErrorKind.FORBIDDEN),
  WRONG_BOOT("ticket.wrong-boot", ErrorKind.UNAUTHENTICATED),
  EXPIRED("ticket.expired", ErrorKind.UNAUTHENTICATED),
  TOO_LONG_LIVED("ticket.too-long-lived", ErrorKind.UNAUTHENTICATED),
  WRONG_OPERATION("ticket.wrong-operation", ErrorKind.FORBIDDEN),
  WRONG_INSTANCE("ticket.wrong-instance", ErrorKind.FORBIDDEN),
  WRONG_PATH("ticket.wrong-path", ErrorKind.FORBIDDEN),
  WRONG_ORIGIN("ticket.wrong-origin", ErrorKind.FORBIDDEN),
  SPENT("ticket.spent", ErrorKind.UNAUTHENTICATED),
  OVERLOADED("ticket.overloaded", ErrorKind.UNAVAILABLE);

  private final String id;
  private final ErrorKind kind;

  TicketError(String id, ErrorKind kind) {
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
