package dev.signalbox.api.error;

/** What can be wrong with any request, before a feature looks at it. */
public enum RequestError implements ErrorCode {
  INVALID("request.invalid", ErrorKind.INVALID),
  BAD_JSON("request.bad-json", ErrorKind.INVALID),
  BAD_HEAD("request.bad-head", ErrorKind.INVALID),
  BAD_BODY("request.bad-body", ErrorKind.INVALID),
  NOT_FOUND("request.not-found", ErrorKind.NOT_FOUND),
  METHOD_NOT_ALLOWED("request.method-not-allowed", ErrorKind.METHOD_NOT_ALLOWED),
  TIMEOUT("request.timeout", ErrorKind.REQUEST_TIMEOUT),
  PRECONDITION_FAILED("request.precondition-failed", ErrorKind.PRECONDITION_FAILED),
  BODY_TOO_LARGE("request.body-too-large", ErrorKind.TOO_LARGE),
  HEAD_TOO_LARGE("request.head-too-large", ErrorKind.HEAD_TOO_LARGE),
  UNSUPPORTED_MEDIA_TYPE("request.unsupported-media-type", ErrorKind.UNSUPPORTED_MEDIA_TYPE),
  RANGE_NOT_SATISFIABLE("request.range-not-satisfiable", ErrorKind.RANGE_NOT_SATISFIABLE),
  WRONG_HOST("request.wrong-host", ErrorKind.MISDIRECTED),
  UPGRADE_LOST("request.upgrade-lost", ErrorKind.INVALID),
  /** A listener behind a proxy was reached around it. */
  NOT_THROUGH_PROXY("request.not-through-proxy", ErrorKind.FORBIDDEN),
  FOREIGN_ORIGIN("request.foreign-origin", ErrorKind.FORBIDDEN),
  OVERLOADED("server.overloaded", ErrorKind.UNAVAILABLE),
  STOPPING("server.stopping", ErrorKind.UNAVAILABLE),
  INTERNAL("server.internal", ErrorKind.INTERNAL);

  private final String id;
  private final ErrorKind kind;

  RequestError(String id, ErrorKind kind) {
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
