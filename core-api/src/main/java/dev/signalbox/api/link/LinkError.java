package dev.signalbox.api.link;

import dev.signalbox.api.error.ErrorCode;
import dev.signalbox.api.error.ErrorKind;

/** Why something does not get over a link. */
public enum LinkError implements ErrorCode {
  NO_STREAM("link.no-stream", ErrorKind.UNAVAILABLE),
  BROKEN("link.broken", ErrorKind.BAD_GATEWAY),
  /** The other end does not do what it was asked for. */
  REFUSED("link.refused", ErrorKind.BAD_GATEWAY),
  /** Somebody shows an identity and has not its key. */
  BAD_PROOF("link.bad-proof", ErrorKind.FORBIDDEN),
  /** The token of a stream's socket is not one of the link's, or not any more. */
  BAD_TOKEN("link.bad-token", ErrorKind.UNAUTHENTICATED);

  private final String id;
  private final ErrorKind kind;

  LinkError(String id, ErrorKind kind) {
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
