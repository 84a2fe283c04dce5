package dev.signalbox.api.http;

import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/** Takes nothing: ends a publisher that nobody will read. */
enum CancellingSubscriber implements Flow.Subscriber<ByteBuffer> {
  INSTANCE;

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    subscription.cancel();
  }

  @Override
  public void onNext(ByteBuffer item) {}

  @Override
  public void onError(Throwable failure) {}

  @Override
  public void onComplete() {}
}
