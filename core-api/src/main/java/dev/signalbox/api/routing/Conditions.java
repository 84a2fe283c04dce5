package dev.signalbox.api.routing;

import dev.signalbox.api.error.RequestError;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides a conditional request (RFC 9110 section 13). */
public final class Conditions {
  /** What is to become of the request. */
  public enum Outcome {
    /** Every condition holds. */
    PROCEED,
    /** The client has it already: 304. */
    NOT_MODIFIED,
    /** A condition does not hold: 412. */
    FAILED
  }

  private Conditions() {}

  /**
   * Decides in the order of RFC 9110 section 13.2.2: {@code If-Match} or {@code
   * If-Unmodified-Since}, then {@code If-None-Match} or {@code If-Modified-Since}.
   *
   * @throws SignalboxException {@code request.invalid} where a list of tags is malformed; a
   *     malformed date is ignored, as the RFC has it
   */
  public static Outcome evaluate(HttpRequest request, Validators current) {
    HttpHeaders headers = request.headers();
    if (headers.contains("If-Match")) {
      if (!matches(headers, "If-Match", current, true)) {
        return Outcome.FAILED;
      }
    } else if (changedSince(headers, "If-Unmodified-Since", current).orElse(false)) {
      return Outcome.FAILED;
    }
    boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
    if (headers.contains("If-None-Match")) {
      if (matches(headers, "If-None-Match", current, false)) {
        return reads ? Outcome.NOT_MODIFIED : Outcome.FAILED;
      }
    } else if (reads && !changedSince(headers, "If-Modified-Since", current).orElse(true)) {
      return Outcome.NOT_MODIFIED;
    }
    return Outcome.PROCEED;
  }

  /**
   * Lets a write pass only where its conditions hold.
   *
   * @throws SignalboxException {@code request.precondition-failed}; {@code request.invalid} where a
   *     list of tags is malformed
   */
  public static void check(HttpRequest request, Validators current) {
    if (evaluate(request, current) == Outcome.FAILED) {
      throw failed();
    }
  }

  static SignalboxException failed() {
    return new SignalboxException(
        RequestError.PRECONDITION_FAILED, "the resource is not in the state that was asked for");
  }

  private static boolean matches(
      HttpHeaders headers, String name, Validators current, boolean strongly) {
    String value = String.join(",", headers.all(name)).strip();
    if (value.equals("*")) {
      return current.exists();
    }
    List<EntityTag> tags =
        EntityTag.parseList(value)
            .orElseThrow(
                () ->
                    SignalboxException.invalid(
                        name, name + ": malformed (expected: * or quoted entity tags)"));
    return current
        .entityTag()
        .filter(
            tag ->
                tags.stream()
                    .anyMatch(
                        asked -> strongly ? tag.matchesStrongly(asked) : tag.matchesWeakly(asked)))
        .isPresent();
  }

  /** Empty where the field is not there, is no date, or no time of change is known. */
  private static Optional<Boolean> changedSince(
      HttpHeaders headers, String name, Validators current) {
    List<String> values = headers.all(name);
    Optional<Instant> date =
        values.size() == 1 ? HttpDate.parse(values.get(0).strip()) : Optional.empty();
    return date.flatMap(since -> current.lastModified().map(changed -> changed.isAfter(since)));
  }
}
