package dev.signalbox.transport.undertow;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.transport.RequestHead;
import dev.signalbox.api.transport.wire.HeadReader;
import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.ConduitReadableByteChannel;
import org.xnio.conduits.ConduitStreamSourceChannel;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Stands between the socket and the engine's parser and lets nothing but whole, sound heads pass.
 *
 * <p>The engine is given a head of our making that holds no more than what it needs to frame the
 * response. So it cannot read a request other than we do, log what the client sent, or stop at
 * limits that are not ours. After a head, bytes pass as they are until {@link #expectHead}.
 *
 * <p>Bytes read ahead are announced by a task of its own: waking the TLS layer instead counts as a
 * loop there and ends in a closed connection.
 */
final class HeadGate extends AbstractStreamSourceConduit<StreamSourceConduit> {
  private static final ByteBuffer NONE = ByteBuffer.allocate(0);

  private final ClientConnection client;
  private final StreamConnection connection;
  private final ByteBufferPool pool;
  private final HeadReader reader;
  private boolean expectingHead = true;
  private boolean refused;
  private ByteBuffer engineHead = NONE;
  private ByteBuffer ahead = NONE;
  private @Nullable PooledByteBuffer aheadOwner;
  private boolean resumed;
  private boolean wakePending;

  HeadGate(ClientConnection client, StreamConnection connection, ByteBufferPool pool) {
    super(connection.getSourceChannel().getConduit());
    this.client = client;
    this.connection = connection;
    this.pool = pool;
    this.reader = new HeadReader(client.limits());
  }

  ClientConnection client() {
    return client;
  }

  /** Takes back bytes that were read beyond the end of a body. */
  void unread(ByteBuffer tooMuch) {
    if (tooMuch.hasRemaining()) {
      ByteBuffer joined = ByteBuffer.allocate(tooMuch.remaining() + ahead.remaining());
      joined.put(tooMuch).put(ahead).flip();
      free();
      ahead = joined;
    }
  }

  /** Begins with the next head. */
  void expectHead() {
    expectingHead = true;
    client.headExpected();
  }

  /** Lets everything pass from now on. */
  void open() {
    expectingHead = false;
  }

  /** Gives the buffers back. */
  void free() {
    PooledByteBuffer owner = aheadOwner;
    aheadOwner = null;
    ahead = NONE;
    if (owner != null) {
      owner.close();
    }
  }

  @Override
  public int read(ByteBuffer dst) throws IOException {
    if (engineHead.hasRemaining()) {
      return copy(engineHead, dst);
    }
    if (expectingHead) {
      int read = readHead();
      return read > 0 ? copy(engineHead, dst) : read;
    }
    if (ahead.hasRemaining()) {
      int read = copy(ahead, dst);
      if (!ahead.hasRemaining()) {
        free();
      }
      return read;
    }
    return next.read(dst);
  }

  private static int copy(ByteBuffer from, ByteBuffer to) {
    int count = Math.min(from.remaining(), to.remaining());
    int limit = from.limit();
    from.limit(from.position() + count);
    to.put(from);
    from.limit(limit);
    return count;
  }

  /** Returns 1 once the engine's head is ready, 0 where more must come, -1 at the end. */
  private int readHead() throws IOException {
    if (refused) {
      return 0;
    }
    while (true) {
      if (!ahead.hasRemaining()) {
        int read = fill();
        if (read <= 0) {
          return read;
        }
      }
      Optional<RequestHead> head;
      try {
        head = reader.take(ahead);
      } catch (SignalboxException e) {
        refused = true;
        client.refuse(e.code().kind().status());
        return 0;
      }
      if (!ahead.hasRemaining()) {
        free();
      }
      if (head.isPresent()) {
        pass(head.get());
        return 1;
      }
      client.headBegun();
    }
  }

  private int fill() throws IOException {
    PooledByteBuffer owner = pool.allocate();
    boolean keep = false;
    try {
      ByteBuffer buffer = owner.getBuffer();
      int read = next.read(buffer);
      if (read > 0) {
        buffer.flip();
        ahead = buffer;
        aheadOwner = owner;
        keep = true;
      }
      return read;
    } finally {
      if (!keep) {
        owner.close();
      }
    }
  }

  /** Says whether the client's data has ended; what comes instead of that waits for its turn. */
  boolean hasEnded() {
    if (ahead.hasRemaining()) {
      return false;
    }
    try {
      return fill() < 0;
    } catch (IOException e) {
      return true;
    }
  }

  private void pass(RequestHead head) {
    expectingHead = false;
    engineHead = EngineHead.of(head);
    client.headComplete(head);
  }

  private boolean hasBuffered() {
    return engineHead.hasRemaining() || (ahead.hasRemaining() && !refused);
  }

  @Override
  public void resumeReads() {
    resumed = true;
    if (hasBuffered()) {
      wake();
    } else {
      next.resumeReads();
    }
  }

  @Override
  public void suspendReads() {
    resumed = false;
    next.suspendReads();
  }

  @Override
  public void wakeupReads() {
    resumed = true;
    wake();
  }

  @Override
  public boolean isReadResumed() {
    return resumed;
  }

  private void wake() {
    if (wakePending) {
      return;
    }
    wakePending = true;
    try {
      connection.getIoThread().execute(this::announce);
    } catch (RejectedExecutionException e) {
      IoUtils.safeClose(connection);
    }
  }

  private void announce() {
    wakePending = false;
    if (!resumed) {
      return;
    }
    ConduitStreamSourceChannel source = connection.getSourceChannel();
    ChannelListener<? super ConduitStreamSourceChannel> listener = source.getReadListener();
    if (listener != null) {
      ChannelListeners.invokeChannelListener(source, listener);
    }
    if (resumed && connection.isOpen()) {
      if (hasBuffered() && listener != null) {
        wake();
      } else {
        next.resumeReads();
      }
    }
  }

  @Override
  public long read(ByteBuffer[] dsts, int offset, int length) throws IOException {
    if (!expectingHead && !engineHead.hasRemaining() && !ahead.hasRemaining()) {
      return next.read(dsts, offset, length);
    }
    for (int i = offset; i < offset + length; i++) {
      if (dsts[i].hasRemaining()) {
        return read(dsts[i]);
      }
    }
    return 0;
  }

  @Override
  public long transferTo(long position, long count, FileChannel target) throws IOException {
    return target.transferFrom(new ConduitReadableByteChannel(this), position, count);
  }

  @Override
  public long transferTo(long count, ByteBuffer throughBuffer, StreamSinkChannel target)
      throws IOException {
    return IoUtils.transfer(new ConduitReadableByteChannel(this), count, throughBuffer, target);
  }
}
