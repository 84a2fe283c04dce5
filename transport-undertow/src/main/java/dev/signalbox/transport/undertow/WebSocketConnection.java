package dev.signalbox.transport.undertow;

import dev.signalbox.api.http.WebSocketUpgrade;
import dev.signalbox.api.transport.wire.WebSocketCarrier;
import dev.signalbox.api.transport.wire.WebSocketProtocol;
import io.undertow.connector.PooledByteBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.xnio.conduits.ConduitStreamSinkChannel;
import org.xnio.conduits.ConduitStreamSourceChannel;

/**
 * Carries one WebSocket on its connection: reads while the protocol wants input, and writes what
 * there is. Used on the I/O thread only.
 */
final class WebSocketConnection implements WebSocketCarrier {
  /** How long the client may take to close behind the closing handshake. */
  private static final Duration FAREWELL_PATIENCE = Duration.ofSeconds(5);

  /** Buffers read at a stretch before other connections get their turn. */
  private static final int TURN_BUFFERS = 16;

  private final ClientConnection client;
  private final WebSocketProtocol protocol;
  private final FrameWriter writer;
  private final ConduitStreamSourceChannel source;
  private final ConduitStreamSinkChannel sink;
  private @Nullable PooledByteBuffer input;
  private boolean reading;
  private boolean writing;
  private boolean writeAgain;
  private boolean closing;

  WebSocketConnection(ClientConnection client, WebSocketUpgrade upgrade) {
    this.client = client;
    this.protocol = new WebSocketProtocol(upgrade, this);
    this.writer = new FrameWriter(client, protocol.outbox());
    this.source = client.connection().getSourceChannel();
    this.sink = client.connection().getSinkChannel();
  }

  void begin() {
    client.upgraded(this);
    source.setReadListener(ignored -> read());
    sink.setWriteListener(ignored -> write());
    protocol.begin();
  }

  @Override
  public void read() {
    if (reading || closing) {
      return;
    }
    reading = true;
    boolean more;
    try {
      more = readSome();
    } catch (IOException e) {
      client.close();
      return;
    } finally {
      reading = false;
    }
    if (closing) {
      return;
    }
    if (more) {
      execute(this::read);
    } else if (protocol.wantsInput()) {
      source.resumeReads();
    } else {
      source.suspendReads();
    }
  }

  /** Returns whether it stopped for the sake of others. */
  private boolean readSome() throws IOException {
    for (int turn = 0; turn < TURN_BUFFERS; turn++) {
      if (closing || !protocol.wantsInput()) {
        return false;
      }
      PooledByteBuffer buffer = input == null ? fill() : input;
      if (buffer == null) {
        return false;
      }
      input = buffer;
      protocol.receive(buffer.getBuffer());
      if (input == buffer && !buffer.getBuffer().hasRemaining()) {
        dropInput();
      }
    }
    return true;
  }

  private @Nullable PooledByteBuffer fill() throws IOException {
    PooledByteBuffer buffer = client.server().buffers().allocate();
    int read = -1;
    try {
      read = source.read(buffer.getBuffer());
    } finally {
      if (read <= 0) {
        buffer.close();
      }
    }
    if (read < 0) {
      client.close();
    }
    if (read <= 0) {
      return null;
    }
    buffer.getBuffer().flip();
    return buffer;
  }

  private void dropInput() {
    PooledByteBuffer buffer = input;
    input = null;
    if (buffer != null) {
      buffer.close();
    }
  }

  @Override
  public void write() {
    writeAgain = true;
    if (writing) {
      return;
    }
    writing = true;
    try {
      while (writeAgain && !closing) {
        writeAgain = false;
        writeFrames();
      }
    } catch (IOException e) {
      client.close();
    } finally {
      writing = false;
    }
    if (closing) {
      sayFarewell();
    }
  }

  private void writeFrames() throws IOException {
    FrameWriter.State state = writer.write();
    if (closing) {
      return;
    }
    if (state == FrameWriter.State.BLOCKED) {
      sink.resumeWrites();
      return;
    }
    sink.suspendWrites();
    if (state == FrameWriter.State.MORE) {
      execute(this::write);
    }
  }

  @Override
  public void close() {
    closing = true;
    if (!writing) {
      sayFarewell();
    }
  }

  private void sayFarewell() {
    client.farewell(ByteBuffer.allocate(0), FAREWELL_PATIENCE);
  }

  @Override
  public void cut() {
    client.close();
  }

  @Override
  public void over() {}

  @Override
  public boolean isStopping() {
    return client.server().isStopping();
  }

  @Override
  public boolean inThread() {
    return Thread.currentThread() == client.thread();
  }

  @Override
  public void execute(Runnable task) {
    client.thread().execute(task);
  }

  @Override
  public Runnable schedule(Runnable task, long nanos) {
    return client.schedule(task, nanos);
  }

  void stop() {
    protocol.stop();
  }

  /** The connection is no more. */
  void connectionClosed() {
    closing = true;
    protocol.connectionClosed();
    writer.fail();
    dropInput();
  }
}
