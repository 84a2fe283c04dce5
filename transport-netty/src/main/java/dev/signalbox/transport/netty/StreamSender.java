package dev.signalbox.transport.netty;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.signalbox.api.http.ResponseBody;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what a publisher makes, and asks for more only while the client takes it.
 *
 * <p>Each buffer is copied as it comes, on the publisher's thread: it may be changed as soon as
 * more was asked for, and more is asked for before the socket has taken it. Signals may come from
 * the loop and from elsewhere by turns, so each waits for those before it.
 */
final class StreamSender implements BodySender, Flow.Subscriber<ByteBuffer> {
  private static final Logger log = LoggerFactory.getLogger(StreamSender.class);
  private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(US_ASCII);

  /** Buffers asked for and not yet come. */
  private static final int WINDOW = 4;

  private final Exchange exchange;
  private final ResponseBody.Stream body;
  private final boolean hasLength;
  private final boolean chunks;
  private long remaining;
  private int asked;
  private boolean asking;
  private boolean ended;
  private Flow.@Nullable Subscription subscription;

  StreamSender(Exchange exchange, ResponseBody.Stream body, boolean chunks) {
    this.exchange = exchange;
    this.body = body;
    hasLength = body.length().isPresent();
    this.chunks = chunks && !hasLength;
    remaining = body.length().orElse(0);
  }

  @Override
  public void start(ByteBuf head) {
    exchange.connection().channel().write(head);
    if (hasLength && remaining == 0) {
      ended = true;
      body.release();
      exchange.sent();
      return;
    }
    body.publisher().subscribe(this);
  }

  @Override
  public void writabilityChanged() {
    ask();
  }

  @Override
  public void abort() {
    if (!ended) {
      cancel();
    }
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    if (!exchange
        .connection()
        .later(
            () -> {
              subscription = given;
              if (ended) {
                given.cancel();
              } else {
                ask();
              }
            })) {
      given.cancel();
    }
  }

  @Override
  public void onNext(ByteBuffer item) {
    ByteBuf copy = copy(item.duplicate());
    int count = item.remaining();
    if (!exchange.connection().later(() -> write(copy, count))) {
      copy.release();
    }
  }

  @Override
  public void onError(Throwable failure) {
    exchange
        .connection()
        .later(
            () -> {
              if (!ended) {
                ended = true;
                log.warn("response broken off by its publisher", failure);
                cut();
              }
            });
  }

  @Override
  public void onComplete() {
    exchange.connection().later(this::complete);
  }

  private void ask() {
    if (asking || subscription == null) {
      return;
    }
    // A publisher may answer within request: a loop here, lest the calls nest without end.
    asking = true;
    try {
      while (!ended && asked < WINDOW && exchange.connection().channel().isWritable()) {
        int more = WINDOW - asked;
        asked = WINDOW;
        subscription.request(more);
      }
    } finally {
      asking = false;
    }
  }

  private ByteBuf copy(ByteBuffer item) {
    Channel channel = exchange.connection().channel();
    if (!chunks) {
      return channel.alloc().directBuffer(Math.max(1, item.remaining())).writeBytes(item);
    }
    byte[] size = (Integer.toHexString(item.remaining()) + "\r\n").getBytes(US_ASCII);
    return channel
        .alloc()
        .directBuffer(size.length + item.remaining() + 2)
        .writeBytes(size)
        .writeBytes(item)
        .writeByte('\r')
        .writeByte('\n');
  }

  private void write(ByteBuf copy, int count) {
    asked--;
    if (ended || count == 0) {
      copy.release();
      ask();
      return;
    }
    if (hasLength && count > remaining) {
      copy.release();
      log.warn("response longer than promised");
      cancel();
      cut();
      return;
    }
    remaining -= count;
    exchange.connection().channel().writeAndFlush(copy);
    if (hasLength && remaining == 0) {
      cancel();
      exchange.sent();
    } else {
      ask();
    }
  }

  private void complete() {
    if (ended) {
      return;
    }
    ended = true;
    if (hasLength) {
      log.warn("response shorter than promised by {} bytes", remaining);
      cut();
      return;
    }
    if (chunks) {
      exchange.connection().channel().write(Unpooled.wrappedBuffer(LAST_CHUNK));
    }
    exchange.sent();
  }

  private void cancel() {
    ended = true;
    if (subscription != null) {
      subscription.cancel();
    }
  }

  private void cut() {
    if (!hasLength && !chunks) {
      // Only a reset tells an HTTP/1.0 client that this is not the end.
      exchange.connection().channel().config().setOption(ChannelOption.SO_LINGER, 0);
    }
    exchange.broken();
  }
}
