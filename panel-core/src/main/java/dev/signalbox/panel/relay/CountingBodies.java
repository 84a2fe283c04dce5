package dev.signalbox.panel.relay;

import dev.signalbox.api.http.ResponseBody;
import java.util.function.LongConsumer;

/**
 * Response bodies that tell how many bytes have passed; of a file region, which passes whole,
 * beforehand.
 */
final class CountingBodies {
  private CountingBodies() {}

  static ResponseBody counted(ResponseBody body, LongConsumer counter) {
    if (body instanceof ResponseBody.Stream stream) {
      return ResponseBody.of(
          subscriber ->
              stream
                  .publisher()
                  .subscribe(
                      new CountingSubscriber<>(
                          subscriber, buffer -> counter.accept(buffer.remaining()))),
          stream.length());
    }
    counter.accept(body.length().orElse(0));
    return body;
  }
}
