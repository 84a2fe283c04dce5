package dev.signalbox.api.transport.wire;

import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The frames of one WebSocket that wait to be written: any thread adds, the I/O thread takes.
 *
 * <p>Whoever takes a frame says in the end whether it was {@linkplain Frame#sent sent} or is
 * {@linkplain Frame#lost lost}. Behind what was sent before goes the close frame, and then nothing.
 */
public final class WebSocketOutbox {
  /** One frame to be written. */
  public final class Frame {
    private final int opcode;
    private final ByteBuffer payload;
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    private Frame(int opcode, ByteBuffer payload) {
      this.opcode = opcode;
      this.payload = payload;
    }

    /** Returns the opcode, one of those in {@link Frames}. */
    public int opcode() {
      return opcode;
    }

    /** Returns the payload between position and limit, to be read only; both stay as they are. */
    public ByteBuffer payload() {
      return payload;
    }

    /** Every byte was handed to the socket; on the I/O thread. */
    public void sent() {
      settle(this);
      done.complete(null);
      if (opcode == Frames.CLOSE) {
        closeSent.run();
      }
    }

    /** Not every byte will be; on the I/O thread. */
    public void lost() {
      settle(this);
      done.completeExceptionally(new ClosedChannelException());
    }
  }

  private final Runnable closeSent;
  private final Queue<Frame> queue = new ConcurrentLinkedQueue<>();
  private final AtomicLong pending = new AtomicLong();

  /** Set once, by whichever side begins to close. */
  private final AtomicReference<@Nullable CloseReason> close = new AtomicReference<>();

  private volatile boolean ended;

  // The rest belongs to the I/O thread.
  private byte @Nullable [] owedPong;
  private boolean owedPing;
  private boolean closeTaken;

  WebSocketOutbox(Runnable closeSent) {
    this.closeSent = closeSent;
  }

  /** Says whether there is no frame to write just now; on the I/O thread. */
  public boolean isEmpty() {
    return closeTaken
        || ended
        || (owedPong == null && !owedPing && close.get() == null && queue.isEmpty());
  }

  /** Takes the next frame, control frames first; on the I/O thread. */
  public Optional<Frame> next() {
    if (closeTaken || ended) {
      return Optional.empty();
    }
    byte[] pong = owedPong;
    if (pong != null) {
      owedPong = null;
      return Optional.of(new Frame(Frames.PONG, ByteBuffer.wrap(pong)));
    }
    if (owedPing) {
      owedPing = false;
      return Optional.of(new Frame(Frames.PING, ByteBuffer.allocate(0)));
    }
    Frame head = queue.poll();
    CloseReason reason = close.get();
    if (head == null && reason != null) {
      closeTaken = true;
      head = new Frame(Frames.CLOSE, reason.payload());
    }
    return Optional.ofNullable(head);
  }

  private void settle(Frame frame) {
    if (frame.opcode < Frames.CLOSE) {
      pending.addAndGet(-frame.payload.remaining());
    }
  }

  /** Adds a message; by any thread. */
  CompletionStage<Void> add(int opcode, ByteBuffer payload) {
    if (!isOpen()) {
      return CompletableFuture.failedStage(new ClosedChannelException());
    }
    Frame frame = new Frame(opcode, payload);
    pending.addAndGet(payload.remaining());
    queue.add(frame);
    if (ended) {
      // Since it was asked above: what ended it has not seen this one.
      failQueued();
    }
    return frame.done;
  }

  long pendingBytes() {
    return pending.get();
  }

  /** Says whether neither side has begun to close. */
  boolean isOpen() {
    return close.get() == null && !ended;
  }

  /** Lets this be said last; answers true to the first who begins to close. By any thread. */
  boolean close(CloseReason reason) {
    return !ended && close.compareAndSet(null, reason);
  }

  /** Answers a ping; of several that wait for a slow client only the last (RFC 6455, 5.5.3). */
  void owePong(byte[] payload) {
    owedPong = payload;
  }

  void owePing() {
    owedPing = true;
  }

  /** Nothing more is written; by any thread. */
  void end() {
    ended = true;
    failQueued();
  }

  /** Fails what has not been taken. */
  void failQueued() {
    for (Frame next = queue.poll(); next != null; next = queue.poll()) {
      next.lost();
    }
  }
}
