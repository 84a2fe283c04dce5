package dev.signalbox.transport.undertow;

import dev.signalbox.api.error.RequestError;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.RequestBody;
import dev.signalbox.api.http.WebSocketUpgrade;
import dev.signalbox.api.transport.RequestHead;
import dev.signalbox.api.transport.wire.HandlerCall;
import dev.signalbox.api.transport.wire.WebSocketHandshake;
import io.undertow.server.HttpServerExchange;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request and its reply; everything but the handler's own work happens on the I/O thread. */
final class ServerExchange {
  private static final Logger log = LoggerFactory.getLogger(ServerExchange.class);

  private final ClientConnection client;
  private final HttpServerExchange engine;
  private final RequestHead head;
  private final @Nullable SocketRequestBody body;
  private final HandlerCall call;
  private @Nullable ContinueReply continueReply;
  private @Nullable ResponseWriter writer;
  private boolean replied;
  private @Nullable Runnable afterwards;
  private boolean over;

  ServerExchange(ClientConnection client, HttpServerExchange engine, RequestHead head) {
    this.client = client;
    this.engine = engine;
    this.head = head;
    this.body =
        head.length().equals(OptionalLong.of(0))
            ? null
            : new SocketRequestBody(this, head.length());
    if (head.expectsContinue()) {
      continueReply = new ContinueReply(client);
    }
    RequestBody requestBody = body == null ? RequestBody.empty() : body;
    HttpRequest request =
        new HttpRequest(
            head.method(), head.path(), head.query(), head.headers(), requestBody, client.peer());
    call = new HandlerCall(request, client::run, this::bodyFault, this::handled);
  }

  ClientConnection client() {
    return client;
  }

  HttpServerExchange engine() {
    return engine;
  }

  RequestHead head() {
    return head;
  }

  void begin() {
    call.begin(client.server().handler());
  }

  private void handled(HttpReply reply) {
    if (over) {
      HandlerCall.release(reply);
    } else if (continueReply != null && continueReply.isUnderway()) {
      continueReply.afterwards(() -> handled(reply));
    } else if (isCutOff()) {
      HandlerCall.release(reply);
      client.close();
    } else {
      try {
        reply(reply);
      } catch (RuntimeException e) {
        log.error("reply failed method={}", head.method(), e);
        client.close();
      }
    }
  }

  /** Over TLS the end of a client's data is the end of the connection, a reply or not. */
  private boolean isCutOff() {
    return client.peer().secure()
        && (body == null || body.isComplete())
        && client.gate().hasEnded();
  }

  private void reply(HttpReply reply) {
    if (reply instanceof HttpResponse response) {
      respond(response);
    } else if (reply instanceof WebSocketUpgrade upgrade) {
      Optional<HttpResponse> refusal = WebSocketHandshake.refusal(head, upgrade);
      if (refusal.isPresent()) {
        respond(refusal.get());
      } else {
        replied = true;
        upgrade(upgrade);
      }
    }
  }

  /** Answers 101 and hands the connection over once that is sent. */
  private void upgrade(WebSocketUpgrade upgrade) {
    engine.upgradeChannel(
        "websocket", (connection, ended) -> new WebSocketConnection(client, upgrade).begin());
    engine.getResponseHeaders().clear();
    ResponseWriter.writeHead(WebSocketHandshake.accept(head, upgrade), engine);
    engine.setPersistent(true);
    engine.endExchange();
  }

  private void respond(HttpResponse response) {
    replied = true;
    if (body != null && !body.isWanted() && continueReply == null) {
      body.drainArrived();
    }
    boolean unread = body != null && !body.isComplete() && !body.isWanted();
    if (unread || !head.persistent() || client.server().isStopping()) {
      engine.setPersistent(false);
    }
    writer = ResponseWriter.begin(this, response);
  }

  /** The whole response was handed to the socket. */
  void responseWritten() {
    writer = null;
  }

  /**
   * The engine is done with the response.
   *
   * @param proceed lets the engine go on with the connection
   */
  void engineDone(Runnable proceed) {
    afterwards = proceed;
    bodyEnded();
  }

  /** Nobody reads on, or the reply is out: where both hold, this is the end. */
  void bodyEnded() {
    Runnable proceed = afterwards;
    if (proceed == null || over || (body != null && body.isWanted())) {
      return;
    }
    over = true;
    client.exchangeEnded(this);
    if (body != null) {
      body.releaseAll();
    }
    boolean unread = body != null && !body.isComplete();
    if (engine.isUpgrade()) {
      proceed.run();
    } else if (unread || !engine.isPersistent() || client.server().isStopping()) {
      client.farewell(ByteBuffer.allocate(0), client.limits().discardTimeout());
    } else {
      client.gate().expectHead();
      proceed.run();
    }
  }

  /**
   * Sends {@code 100 Continue} where the client waits for it.
   *
   * @param whenSent run later, and only where this returns false
   */
  boolean sendContinue(Runnable whenSent) {
    ContinueReply wanted = continueReply;
    if (wanted == null || replied) {
      return true;
    }
    boolean sent = wanted.send(whenSent);
    if (sent) {
      continueReply = null;
    }
    return sent;
  }

  /** The client sends nothing although it was asked. */
  void bodyTimedOut() {
    if (replied) {
      client.close();
    } else if (body != null) {
      body.fail(new SignalboxException(RequestError.TIMEOUT, "the body came too slowly"));
      giveUp();
    }
  }

  /** The handler was told that the body has failed, and gets a while to answer. */
  void bodyFailed() {
    if (!replied && !over) {
      client.readDeadline().set(client.limits().bodyTimeout(), this::giveUp);
    }
  }

  /** Whoever read the body threw instead. */
  void subscriberFailed() {
    if (replied) {
      client.close();
    } else {
      giveUp();
    }
  }

  /** Answers for a handler that has not. */
  private void giveUp() {
    if (!over) {
      call.giveUp();
    }
  }

  private @Nullable SignalboxException bodyFault() {
    return body != null && body.failure() instanceof SignalboxException fault ? fault : null;
  }

  /** The connection is gone. */
  void abort() {
    over = true;
    ResponseWriter current = writer;
    writer = null;
    if (current != null) {
      current.abort();
    }
    if (body != null) {
      body.connectionClosed();
    }
    call.cancel();
  }
}
