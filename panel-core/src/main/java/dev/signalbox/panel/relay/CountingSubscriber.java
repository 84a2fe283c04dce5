package dev.signalbox.panel.relay;

import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** Passes every signal on, and looks at each item first. */
record CountingSubscriber<T>(Flow.Subscriber<? super T> target, Consumer<? super T> look)
    implements Flow.Subscriber<T> {
  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    target.onSubscribe(subscription);
  }

  @Override
  public void onNext(T item) {
    look.accept(item);
    target.onNext(item);
  }

  @Override
  public void onError(Throwable failure) {
    target.onError(failure);
  }

  @Override
  public void onComplete() {
    target.onComplete();
  }
}
