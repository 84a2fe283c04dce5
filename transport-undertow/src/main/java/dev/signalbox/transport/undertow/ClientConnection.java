package dev.signalbox.transport.undertow;

import dev.signalbox.api.http.Peer;
import dev.signalbox.api.transport.HttpLimits;
import dev.signalbox.api.transport.RequestHead;
import dev.signalbox.api.transport.wire.Deadline;
import dev.signalbox.api.transport.wire.ResponseHead;
import io.undertow.server.HttpServerExchange;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.XnioIoThread;
import org.xnio.conduits.StreamSinkConduit;
import org.xnio.ssl.SslConnection;

/** One client's connection from its acceptance to its end; used on its I/O thread only. */
final class ClientConnection {
  private final UndertowServer server;
  private final StreamConnection connection;
  private final StreamSinkConduit socketSink;
  private final HeadGate gate;
  private final Peer peer;
  private final Deadline readDeadline;
  private final Deadline writeDeadline;
  private @Nullable RequestHead head;
  private @Nullable ServerExchange exchange;
  private @Nullable Farewell farewell;
  private @Nullable WebSocketConnection webSocket;
  private boolean tlsDone;
  private boolean midHead;
  private boolean closed;

  ClientConnection(UndertowServer server, StreamConnection connection) {
    this.server = server;
    this.connection = connection;
    this.socketSink = connection.getSinkChannel().getConduit();
    this.gate = new HeadGate(this, connection, server.buffers());
    this.peer =
        new Peer(
            connection.getPeerAddress(InetSocketAddress.class),
            connection.getLocalAddress(InetSocketAddress.class),
            connection instanceof SslConnection);
    this.readDeadline = new Deadline(this::schedule);
    this.writeDeadline = new Deadline(this::schedule);
  }

  /** Hands the connection to the engine, which may serve a request before this returns. */
  void begin(ChannelListener<StreamConnection> engine) {
    connection.getSourceChannel().setConduit(gate);
    tlsDone = !peer.secure();
    if (connection instanceof SslConnection tls) {
      tls.getHandshakeSetter().set(ignored -> handshakeDone());
      readDeadline.set(limits().tlsTimeout(), this::close);
    } else {
      headExpected();
    }
    try {
      engine.handleEvent(connection);
    } finally {
      ChannelListener<? super StreamConnection> engineClosed = connection.getCloseListener();
      connection.setCloseListener(
          channel -> {
            ChannelListeners.invokeChannelListener(channel, engineClosed);
            run(this::closed);
          });
      if (!connection.isOpen()) {
        closed();
      }
    }
  }

  HttpLimits limits() {
    return server.limits();
  }

  UndertowServer server() {
    return server;
  }

  StreamConnection connection() {
    return connection;
  }

  StreamSinkConduit socketSink() {
    return socketSink;
  }

  HeadGate gate() {
    return gate;
  }

  Peer peer() {
    return peer;
  }

  Deadline readDeadline() {
    return readDeadline;
  }

  Deadline writeDeadline() {
    return writeDeadline;
  }

  boolean isClosed() {
    return closed || !connection.isOpen();
  }

  XnioIoThread thread() {
    return connection.getIoThread();
  }

  /**
   * Runs the task on the I/O thread, at once where this is it.
   *
   * @throws RejectedExecutionException where the server has ended
   */
  void run(Runnable task) {
    if (Thread.currentThread() == thread()) {
      task.run();
    } else {
      thread().execute(task);
    }
  }

  /** The timer of this connection's deadlines. */
  Runnable schedule(Runnable task, long nanos) {
    try {
      long millis = Math.max(0, nanos) / 1_000_000 + 1;
      return thread().executeAfter(task, millis, TimeUnit.MILLISECONDS)::remove;
    } catch (RejectedExecutionException e) {
      // The thread is ending, and every connection of it with it.
      return () -> {};
    }
  }

  void close() {
    IoUtils.safeClose(connection);
  }

  private void handshakeDone() {
    if (!tlsDone) {
      tlsDone = true;
      if (!midHead && exchange == null) {
        headExpected();
      }
    }
  }

  /** The gate waits for a request. */
  void headExpected() {
    midHead = false;
    if (tlsDone) {
      readDeadline.set(limits().keepAliveTimeout(), this::close);
    }
  }

  /** The first bytes of a head have come. */
  void headBegun() {
    tlsDone = true;
    if (!midHead) {
      midHead = true;
      readDeadline.set(limits().headTimeout(), () -> refuse(408));
    }
  }

  void headComplete(RequestHead complete) {
    tlsDone = true;
    midHead = false;
    readDeadline.clear();
    head = complete;
  }

  /** Answers a head that is no request of anybody's, and closes. */
  void refuse(int status) {
    ByteBuffer reply = ByteBuffer.wrap(ResponseHead.bare(status).bytes());
    // The engine still runs its read listener; taking the channels from it must wait.
    thread().execute(() -> farewell(reply, limits().discardTimeout()));
  }

  /** Writes the last bytes and closes in such a way that the client gets to read them. */
  void farewell(ByteBuffer lastBytes, Duration patience) {
    if (isClosed() || farewell != null) {
      return;
    }
    readDeadline.clear();
    writeDeadline.clear();
    farewell = new Farewell(this, lastBytes, patience);
    farewell.begin();
  }

  /** Serves what the engine has framed. */
  void serve(HttpServerExchange engineExchange) {
    RequestHead current = head;
    head = null;
    if (current == null) {
      throw new IllegalStateException("an exchange without a head");
    }
    ServerExchange begun = new ServerExchange(this, engineExchange, current);
    exchange = begun;
    engineExchange.addExchangeCompleteListener(
        (ended, next) -> {
          if (!isClosed()) {
            begun.engineDone(next::proceed);
          }
        });
    begun.begin();
  }

  /** The exchange needs the connection no more. */
  void exchangeEnded(ServerExchange ended) {
    if (exchange == ended) {
      exchange = null;
      readDeadline.clear();
      writeDeadline.clear();
    }
  }

  void upgraded(WebSocketConnection session) {
    webSocket = session;
  }

  /** Ends what is not an exchange in flight. */
  void stop() {
    if (closed) {
      return;
    }
    WebSocketConnection session = webSocket;
    if (session != null) {
      session.stop();
    } else if (farewell != null) {
      farewell.hurry();
    } else if (exchange == null) {
      close();
    }
  }

  /** Ends whatever is going on. */
  void cutOff() {
    if (exchange != null) {
      server.exchangeCutOff();
    }
    close();
  }

  private void closed() {
    if (closed) {
      return;
    }
    closed = true;
    readDeadline.end();
    writeDeadline.end();
    gate.free();
    ServerExchange current = exchange;
    if (current != null) {
      exchangeEnded(current);
      current.abort();
    }
    WebSocketConnection session = webSocket;
    if (session != null) {
      session.connectionClosed();
    }
    server.connectionClosed(this);
  }
}
