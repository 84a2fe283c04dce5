package dev.signalbox.transport.undertow;

import dev.signalbox.api.transport.wire.ResponseHead;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.xnio.conduits.ConduitStreamSinkChannel;

/** The one {@code 100 Continue} of an exchange, written before the engine's own response. */
final class ContinueReply {
  private final ClientConnection client;
  private final ByteBuffer bytes = ByteBuffer.wrap(ResponseHead.CONTINUE.bytes());
  private final List<Runnable> waiting = new ArrayList<>(1);
  private boolean underway;

  ContinueReply(ClientConnection client) {
    this.client = client;
  }

  boolean isUnderway() {
    return underway;
  }

  void afterwards(Runnable task) {
    waiting.add(task);
  }

  /** Returns true when it was sent; otherwise runs the task once it is. */
  boolean send(Runnable whenSent) {
    if (underway) {
      return false;
    }
    if (write()) {
      return true;
    }
    underway = true;
    waiting.add(whenSent);
    ConduitStreamSinkChannel sink = client.connection().getSinkChannel();
    sink.setWriteListener(ignored -> resume());
    sink.resumeWrites();
    return false;
  }

  private void resume() {
    if (!write()) {
      return;
    }
    ConduitStreamSinkChannel sink = client.connection().getSinkChannel();
    sink.suspendWrites();
    sink.setWriteListener(null);
    underway = false;
    List.copyOf(waiting).forEach(Runnable::run);
  }

  private boolean write() {
    try {
      while (bytes.hasRemaining()) {
        if (client.socketSink().write(bytes) == 0) {
          return false;
        }
      }
      return client.socketSink().flush();
    } catch (IOException e) {
      client.close();
      return false;
    }
  }
}
