package dev.signalbox.transport.undertow;

import io.undertow.connector.PooledByteBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.xnio.StreamConnection;
import org.xnio.conduits.ConduitStreamSinkChannel;
import org.xnio.conduits.ConduitStreamSourceChannel;

/**
 * Ends a connection gently: writes the last bytes, shuts the sending side, discards a bounded
 * amount of what still comes, and only then closes.
 *
 * <p>A close with bytes unread is a reset, and a reset takes from the client the reply that it has
 * not read yet (RFC 9112 section 9.6).
 */
final class Farewell {
  /** Read at a stretch before other connections get their turn. */
  private static final long TURN_BYTES = 1 << 20;

  private final ClientConnection client;
  private final ByteBuffer lastBytes;
  private final Duration patience;
  private final ConduitStreamSourceChannel source;
  private final ConduitStreamSinkChannel sink;
  private boolean shut;
  private boolean discarding;
  private boolean hurried;
  private long discarded;

  Farewell(ClientConnection client, ByteBuffer lastBytes, Duration patience) {
    this.client = client;
    this.lastBytes = lastBytes;
    this.patience = patience;
    StreamConnection connection = client.connection();
    this.source = connection.getSourceChannel();
    this.sink = connection.getSinkChannel();
  }

  void begin() {
    client.readDeadline().set(patience, client::close);
    client.gate().open();
    source.suspendReads();
    source.setReadListener(null);
    source.setConduit(client.gate());
    sink.setConduit(client.socketSink());
    sink.setWriteListener(ignored -> write());
    write();
  }

  /** Closes as soon as nothing is left to write or to read just now. */
  void hurry() {
    hurried = true;
    if (discarding) {
      discard();
    }
  }

  private void write() {
    try {
      while (lastBytes.hasRemaining()) {
        if (sink.write(lastBytes) == 0) {
          sink.resumeWrites();
          return;
        }
      }
      if (!shut) {
        shut = true;
        sink.shutdownWrites();
      }
      if (!sink.flush()) {
        sink.resumeWrites();
        return;
      }
      sink.suspendWrites();
    } catch (IOException e) {
      client.close();
      return;
    }
    if (!discarding) {
      discarding = true;
      source.setReadListener(ignored -> discard());
      discard();
    }
  }

  private void discard() {
    try (PooledByteBuffer pooled = client.server().transferBuffers().allocate()) {
      ByteBuffer buffer = pooled.getBuffer();
      long turnEnd = discarded + TURN_BYTES;
      while (discarded <= client.limits().discardBytes()) {
        if (discarded >= turnEnd) {
          client.thread().execute(this::discard);
          return;
        }
        buffer.clear();
        int read = source.read(buffer);
        if (read < 0) {
          break;
        }
        if (read == 0) {
          if (hurried || client.server().isStopping()) {
            break;
          }
          source.resumeReads();
          return;
        }
        discarded += read;
        client.server().discarded(read);
      }
    } catch (IOException e) {
      // The client is gone, which ends this too.
    }
    client.close();
  }
}
