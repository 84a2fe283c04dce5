package dev.signalbox.api.transport.wire;

import java.util.concurrent.Flow;

/** What a subscriber is given that gets nothing but an error. */
public final class RefusedSubscription implements Flow.Subscription {
  private static final RefusedSubscription INSTANCE = new RefusedSubscription();

  private RefusedSubscription() {}

  /** Lets a subscriber begin and fail, as the rules of {@code Flow} want it. */
  public static void refuse(Flow.Subscriber<?> subscriber, Throwable reason) {
    subscriber.onSubscribe(INSTANCE);
    subscriber.onError(reason);
  }

  @Override
  public void request(long n) {}

  @Override
  public void cancel() {}
}
