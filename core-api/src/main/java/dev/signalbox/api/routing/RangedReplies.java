package dev.signalbox.api.routing;

import dev.signalbox.api.error.RequestError;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.ResponseBody;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Answers {@code GET} and {@code HEAD} of something that has a length, whole or in part: 200, 206,
 * 304, 412 or 416, as the request's conditions and range ask (RFC 9110 sections 13 and 14).
 */
public final class RangedReplies {
  private RangedReplies() {}

  /**
   * Answers a file. The channel passes to the reply; where none of it is sent, or this throws, it
   * is closed here.
   *
   * @param length bytes of the file from its start that are the content
   * @param validators go into the reply as {@code ETag} and {@code Last-Modified}
   * @param headers further fields, such as {@code Content-Type}
   * @throws SignalboxException {@code request.invalid} where a condition is malformed
   */
  public static HttpResponse file(
      HttpRequest request,
      FileChannel channel,
      long length,
      Validators validators,
      HttpHeaders headers) {
    ResponseBody whole = ResponseBody.of(channel, 0, length);
    boolean sent = false;
    try {
      HttpResponse reply = answer(request, whole, length, validators, headers);
      sent = reply.body() instanceof ResponseBody.FileRegion;
      return reply;
    } finally {
      if (!sent) {
        whole.release();
      }
    }
  }

  /** Answers bytes in memory, which must not change any more; otherwise as {@link #file}. */
  public static HttpResponse bytes(
      HttpRequest request, byte[] bytes, Validators validators, HttpHeaders headers) {
    return answer(request, ResponseBody.of(bytes), bytes.length, validators, headers);
  }

  private static HttpResponse answer(
      HttpRequest request,
      ResponseBody whole,
      long length,
      Validators validators,
      HttpHeaders headers) {
    HttpHeaders described = validators.addTo(headers);
    return switch (Conditions.evaluate(request, validators)) {
      case FAILED -> Replies.problem(Conditions.failed());
      case NOT_MODIFIED -> new HttpResponse(304, withoutContent(described), ResponseBody.empty());
      case PROCEED -> {
        HttpHeaders ranged = described.with("Accept-Ranges", "bytes");
        RangeRequest range = RangeRequest.of(request, validators, length);
        if (range instanceof RangeRequest.Unsatisfiable) {
          yield unsatisfiable(length);
        }
        yield range instanceof RangeRequest.Part part
            ? partial(part, whole, length, ranged)
            : new HttpResponse(200, ranged, whole);
      }
    };
  }

  private static HttpResponse partial(
      RangeRequest.Part part, ResponseBody whole, long length, HttpHeaders headers) {
    String contentRange = "bytes " + part.first() + "-" + part.last() + "/" + length;
    return new HttpResponse(206, headers.with("Content-Range", contentRange), slice(whole, part));
  }

  private static ResponseBody slice(ResponseBody whole, RangeRequest.Part part) {
    if (whole instanceof ResponseBody.FileRegion file) {
      return ResponseBody.of(file.channel(), part.first(), part.count());
    }
    ByteBuffer all = ((ResponseBody.Bytes) whole).buffer();
    return new ResponseBody.Bytes(all.slice((int) part.first(), (int) part.count()));
  }

  private static HttpResponse unsatisfiable(long length) {
    return Replies.problem(
            new SignalboxException(
                RequestError.RANGE_NOT_SATISFIABLE,
                "none of the range exists, there are " + length + " bytes"))
        .with("Content-Range", "bytes */" + length);
  }

  /** A 304 carries what a cache refreshes, and nothing that describes bytes it does not send. */
  private static HttpHeaders withoutContent(HttpHeaders headers) {
    return headers
        .without("Content-Type")
        .without("Content-Disposition")
        .without("Content-Encoding")
        .without("Content-Language");
  }
}
