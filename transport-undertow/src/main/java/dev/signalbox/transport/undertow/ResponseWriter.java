package dev.signalbox.transport.undertow;

import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.ResponseBody;
import dev.signalbox.api.routing.HttpDate;
import dev.signalbox.api.transport.wire.HandlerCall;
import dev.signalbox.api.transport.wire.ResponseHead;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.time.Instant;
import org.xnio.channels.StreamSinkChannel;

/** Writes one response as fast as the client takes it; used on the I/O thread only. */
abstract class ResponseWriter {
  /** Written at a stretch before other connections get their turn. */
  static final long TURN_BYTES = 1 << 20;

  private static final int MOST_TURNS = 64;

  private final ServerExchange exchange;
  private final StreamSinkChannel channel;
  private boolean advancing;
  private boolean again;
  private boolean finishing;
  private boolean ended;

  ResponseWriter(ServerExchange exchange) {
    this.exchange = exchange;
    this.channel = exchange.engine().getResponseChannel();
  }

  /** Sends the head and begins with the body, which it takes over. */
  static ResponseWriter begin(ServerExchange exchange, HttpResponse response) {
    HttpServerExchange engine = exchange.engine();
    ResponseHead head =
        engine.isPersistent()
            ? ResponseHead.of(response, exchange.head())
            : ResponseHead.last(response, exchange.head());
    writeHead(head, engine);
    ResponseBody body = response.body();
    if (head.framing() == ResponseHead.Framing.NONE) {
      HandlerCall.release(body);
      body = ResponseBody.empty();
    }
    ResponseWriter writer = of(exchange, body);
    writer.channel.getWriteSetter().set(ignored -> writer.advance());
    writer.start();
    return writer;
  }

  private static ResponseWriter of(ServerExchange exchange, ResponseBody body) {
    if (body instanceof ResponseBody.FileRegion region) {
      return new FileWriter(exchange, region);
    }
    if (body instanceof ResponseBody.Stream stream) {
      return new StreamWriter(exchange, stream);
    }
    return new BytesWriter(exchange, body);
  }

  static void writeHead(ResponseHead head, HttpServerExchange engine) {
    engine.setStatusCode(head.status());
    HeaderMap target = engine.getResponseHeaders();
    head.fields().forEach((name, value) -> target.add(new HttpString(name), value));
    target.put(Headers.DATE, HttpDate.format(Instant.now()));
  }

  /** Begins to write. */
  void start() {
    advance();
  }

  /**
   * Writes what the socket takes.
   *
   * @return whether the body is at its end
   */
  abstract boolean writeSome(StreamSinkChannel sink) throws IOException;

  /** Frees what the body holds; called exactly once, at the end or when the client is gone. */
  abstract void free();

  final ServerExchange exchange() {
    return exchange;
  }

  /**
   * Writes on: called when the socket is ready again, or when there is more to write.
   *
   * <p>A publisher that signals within {@code request} calls this again from within; it is then
   * repeated and not nested, so that no publisher can exhaust the stack.
   */
  final void advance() {
    if (advancing) {
      again = true;
      return;
    }
    advancing = true;
    try {
      int turns = 0;
      do {
        again = false;
        step();
        if (again && ++turns == MOST_TURNS) {
          yieldTurn();
          return;
        }
      } while (again);
    } finally {
      advancing = false;
    }
  }

  private void step() {
    if (ended) {
      return;
    }
    try {
      if (!finishing && writeSome(channel)) {
        finishing = true;
        channel.shutdownWrites();
      }
      if (finishing && channel.flush()) {
        end();
        exchange.responseWritten();
      } else if (finishing) {
        awaitSocket();
      }
    } catch (IOException | RuntimeException e) {
      cut();
    }
  }

  /** Goes on when the socket takes more; a client that takes nothing for too long is cut off. */
  final void awaitSocket() {
    ClientConnection client = exchange.client();
    client.writeDeadline().set(client.limits().bodyTimeout(), client::close);
    channel.resumeWrites();
  }

  /** Goes on after others had their turn. */
  final void yieldTurn() {
    exchange.client().writeDeadline().clear();
    exchange.client().thread().execute(this::advance);
  }

  /** Pauses until there is more to write. */
  final void pause() throws IOException {
    exchange.client().writeDeadline().clear();
    channel.suspendWrites();
    if (!channel.flush()) {
      awaitSocket();
    }
  }

  /** Ends the connection without a clean end of the response. */
  final void cut() {
    end();
    exchange.client().close();
  }

  /** The connection is gone. */
  final void abort() {
    end();
  }

  private void end() {
    if (!ended) {
      ended = true;
      exchange.client().writeDeadline().clear();
      free();
    }
  }
}
