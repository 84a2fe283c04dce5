package dev.signalbox.api.error;

/** Says whose fault a failure is, and so which HTTP status tells of it. */
public enum ErrorKind {
  /** The request is malformed or a value in it is out of range. */
  INVALID(400),
  /** Who asks is not known. */
  UNAUTHENTICATED(401),
  /** Who asks is known, and may not. */
  FORBIDDEN(403),
  /** There is no such thing, or it may not be seen. */
  NOT_FOUND(404),
  /** The path exists, the method on it does not. */
  METHOD_NOT_ALLOWED(405),
  /** The client took too long to send its request. */
  REQUEST_TIMEOUT(408),
  /** The request is sound, and the present state refuses it. */
  CONFLICT(409),
  /** A condition that the request carries does not hold. */
  PRECONDITION_FAILED(412),
  /** The body is larger than is accepted here. */
  TOO_LARGE(413),
  /** The body is of a type that is not accepted here. */
  UNSUPPORTED_MEDIA_TYPE(415),
  /** No byte of the asked range exists. */
  RANGE_NOT_SATISFIABLE(416),
  /** The request is for a host that is not this one. */
  MISDIRECTED(421),
  /** Too many requests; a later one may succeed. */
  TOO_MANY(429),
  /** The head of the request is larger than is accepted. */
  HEAD_TOO_LARGE(431),
  /** A fault of ours; its message is for the log and not for the client. */
  INTERNAL(500),
  /** A daemon or an engine behind us answered badly. */
  BAD_GATEWAY(502),
  /** Something that is needed is away or full just now. */
  UNAVAILABLE(503),
  /** Something behind us did not answer in time. */
  GATEWAY_TIMEOUT(504),
  /** No room is left where the data should go. */
  INSUFFICIENT_STORAGE(507);

  private final int status;

  ErrorKind(int status) {
    this.status = status;
  }

  /** Returns the HTTP status that tells of this kind. */
  public int status() {
    return status;
  }
}
