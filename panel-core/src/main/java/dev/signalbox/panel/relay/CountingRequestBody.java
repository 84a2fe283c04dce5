package dev.signalbox.panel.relay;

import dev.signalbox.api.http.RequestBody;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Flow;
import java.util.function.LongConsumer;

/** A request's body that tells how many bytes have passed. */
record CountingRequestBody(RequestBody body, LongConsumer counter) implements RequestBody {
  @Override
  public OptionalLong length() {
    return body.length();
  }

  @Override
  public void subscribe(Flow.Subscriber<? super List<ByteBuffer>> subscriber) {
    body.subscribe(
        new CountingSubscriber<>(
            subscriber,
            item -> counter.accept(item.stream().mapToLong(ByteBuffer::remaining).sum())));
  }
}
