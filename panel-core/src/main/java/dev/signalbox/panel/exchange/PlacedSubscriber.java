package dev.signalbox.panel.exchange;

import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/** Passes a body on, and leaves its place before it tells of the end. */
record PlacedSubscriber(Flow.Subscriber<? super ByteBuffer> target, Place place)
    implements Flow.Subscriber<ByteBuffer> {
  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    target.onSubscribe(
        new Flow.Subscription() {
          @Override
          public void request(long n) {
            subscription.request(n);
          }

          @Override
          public void cancel() {
            place.leave();
            subscription.cancel();
          }
        });
  }

  @Override
  public void onNext(ByteBuffer item) {
    target.onNext(item);
  }

  @Override
  public void onError(Throwable failure) {
    place.leave();
    target.onError(failure);
  }

  @Override
  public void onComplete() {
    place.leave();
    target.onComplete();
  }
}
