package dev.signalbox.api.link.stream;

import dev.signalbox.api.transport.wire.RefusedSubscription;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/** The body of an answer to HEAD, of which there is the length alone. */
enum UnsentBody implements Flow.Publisher<ByteBuffer> {
  INSTANCE;

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
    RefusedSubscription.refuse(subscriber, new IllegalStateException("HEAD has no body"));
  }
}
