package dev.signalbox.api.link.stream;

import dev.signalbox.api.http.RequestBody;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Flow;

/** A request's body that comes over a stream; its buffers are kept by nobody else. */
final class StreamedRequestBody implements RequestBody {
  private final long length;
  private final BodyReceiver<List<ByteBuffer>> receiver;

  StreamedRequestBody(long length, BodyReceiver<List<ByteBuffer>> receiver) {
    this.length = length;
    this.receiver = receiver;
  }

  @Override
  public OptionalLong length() {
    return length < 0 ? OptionalLong.empty() : OptionalLong.of(length);
  }

  @Override
  public void subscribe(Flow.Subscriber<? super List<ByteBuffer>> subscriber) {
    receiver.subscribe(subscriber);
  }
}
