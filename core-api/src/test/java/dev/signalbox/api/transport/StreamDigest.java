package dev.signalbox.api.transport;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;

/** Reads a body to its end, item by item, and answers its length and SHA-256. */
final class StreamDigest<T> implements Flow.Subscriber<T> {
  private final CompletableFuture<String> result = new CompletableFuture<>();
  private final AtomicLong count = new AtomicLong();
  private final MessageDigest digest = sha256();
  private Flow.Subscription subscription;

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  static String of(byte[] bytes) {
    return bytes.length + " " + HexFormat.of().formatHex(sha256().digest(bytes));
  }

  static CompletableFuture<String> read(Flow.Publisher<ByteBuffer> body) {
    StreamDigest<ByteBuffer> reader = new StreamDigest<>();
    body.subscribe(reader);
    return reader.result;
  }

  static CompletableFuture<String> readLists(Flow.Publisher<List<ByteBuffer>> body) {
    StreamDigest<List<ByteBuffer>> reader = new StreamDigest<>();
    body.subscribe(reader);
    return reader.result;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    given.request(1);
  }

  @Override
  public void onNext(T item) {
    if (item instanceof ByteBuffer buffer) {
      add(buffer);
    } else {
      ((List<?>) item).forEach(buffer -> add((ByteBuffer) buffer));
    }
    subscription.request(1);
  }

  private void add(ByteBuffer buffer) {
    count.addAndGet(buffer.remaining());
    digest.update(buffer.duplicate());
  }

  @Override
  public void onError(Throwable failure) {
    result.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    result.complete(count + " " + HexFormat.of().formatHex(digest.digest()));
  }
}
