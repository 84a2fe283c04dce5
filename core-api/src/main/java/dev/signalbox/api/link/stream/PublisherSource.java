package dev.signalbox.api.link.stream;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Gives what a publisher makes. Its buffers are lent and may end with the next signal, so each is
 * copied as it comes, on the publisher's thread.
 */
final class PublisherSource<T> implements BodySource, Flow.Subscriber<T> {
  private final Wire wire;
  private final Function<T, List<ByteBuffer>> buffers;
  private @Nullable BodySender sender;
  private Flow.@Nullable Subscription subscription;
  private boolean asked;
  private boolean ended;

  private PublisherSource(Wire wire, Function<T, List<ByteBuffer>> buffers) {
    this.wire = wire;
    this.buffers = buffers;
  }

  /** Returns a source that has subscribed. */
  static PublisherSource<List<ByteBuffer>> ofLists(
      Wire wire, Flow.Publisher<List<ByteBuffer>> publisher) {
    PublisherSource<List<ByteBuffer>> source = new PublisherSource<>(wire, list -> list);
    publisher.subscribe(source);
    return source;
  }

  /** Returns a source that has subscribed. */
  static PublisherSource<ByteBuffer> ofBuffers(Wire wire, Flow.Publisher<ByteBuffer> publisher) {
    PublisherSource<ByteBuffer> source = new PublisherSource<>(wire, List::of);
    publisher.subscribe(source);
    return source;
  }

  @Override
  public void pull(BodySender newSender, int most) {
    sender = newSender;
    Flow.Subscription source = subscription;
    if (source != null && !asked && !ended) {
      asked = true;
      source.request(1);
    }
  }

  @Override
  public void end() {
    ended = true;
    Flow.Subscription source = subscription;
    if (source != null) {
      source.cancel();
    }
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    wire.execute(
        () -> {
          subscription = given;
          if (ended) {
            given.cancel();
          } else if (sender != null) {
            sender.pull();
          }
        });
  }

  @Override
  public void onNext(T item) {
    List<ByteBuffer> messages = copied(buffers.apply(item));
    tell(
        target -> {
          asked = false;
          messages.forEach(target::offer);
          target.pull();
        });
  }

  @Override
  public void onError(Throwable failure) {
    tell(target -> target.fail(failure));
  }

  @Override
  public void onComplete() {
    tell(BodySender::complete);
  }

  private void tell(Consumer<BodySender> signal) {
    wire.execute(
        () -> {
          BodySender target = sender;
          if (target != null) {
            signal.accept(target);
          }
        });
  }

  private static List<ByteBuffer> copied(List<ByteBuffer> lent) {
    long left = 0;
    for (ByteBuffer buffer : lent) {
      left += buffer.remaining();
    }
    List<ByteBuffer> messages = new ArrayList<>(1);
    ByteBuffer message = ByteBuffer.allocate((int) Math.min(left, Wire.MESSAGE_BYTES));
    for (ByteBuffer buffer : lent) {
      ByteBuffer rest = buffer.duplicate();
      while (rest.hasRemaining()) {
        if (!message.hasRemaining()) {
          messages.add(message.flip());
          message = ByteBuffer.allocate((int) Math.min(left, Wire.MESSAGE_BYTES));
        }
        int size = Math.min(rest.remaining(), message.remaining());
        message.put(message.position(), rest, rest.position(), size);
        message.position(message.position() + size);
        rest.position(rest.position() + size);
        left -= size;
      }
    }
    messages.add(message.flip());
    return messages;
  }
}
